"""Small sites on disk with a desk: written, signed, tampered with, and what each carrier gives out of them."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from making import SOUND, TODAY, site
from photos.drawn import caption, encoded, scene, write_captions
from shuangyong.assembly import Assembly, assemble
from shuangyong.carriers import find_carriers
from shuangyong.config import carrier_options, options_model
from shuangyong.desk import writing
from shuangyong.desk.review import signing
from shuangyong.desk.review.office import Office, open_office
from shuangyong.manuscripts.library import Manuscript, Publishable
from shuangyong.photos.options import Darkroom, PhotoOptions
from shuangyong.site import Site

STAGES = ("初审", "复审", "终审")
SIGNERS = """signers:
  - {name: 甲, stages: [初审], since: 2026-01-01}
  - {name: 乙, stages: [复审], since: 2026-01-01}
  - {name: 丙, stages: [终审], since: 2026-01-01}
  - {name: 一号岗, stages: [初审, 复审, 终审], since: 2026-01-01}
  - {name: 走了的, stages: [初审], since: 2026-01-01, until: 2026-06-30}
  - {name: 要来的, stages: [初审], since: 2026-12-01}
"""
BY = dict(zip(STAGES, "甲乙丙", strict=True))

Given = dict[str, dict[str, bytes]]
"""What each carrier gives out, by its name, then by path."""


@dataclass
class Place:
    """A site's folder."""

    home: Path
    stages: tuple[str, ...] = STAGES

    # --- Files ---

    def file(self, name: str) -> Path:
        return self.home / ("" if name.startswith("photos/") else "docs") / name

    def read(self, name: str) -> str:
        return self.file(name).read_bytes().decode()

    def write(self, name: str, text: str | bytes) -> None:
        file = self.file(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.read(name)
        assert text.count(old) == 1, (name, old, text.count(old))
        self.write(name, text.replace(old, new))

    def photo(self, album: str, slug: str, seed: int, **keys) -> None:
        """A photo more in an album."""
        import yaml

        folder = self.home / "photos" / album
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{slug}.jpg").write_bytes(encoded(scene(320, 240, seed)))
        known = folder / "captions.yml"
        listed = yaml.safe_load(known.read_text(encoding="utf-8"))["photos"] if known.exists() else []
        write_captions(folder, [*listed, caption(f"{slug}.jpg", slug, **keys)])

    # --- Signing ---

    def office(self, today: dt.date = TODAY) -> Office:
        darkroom = Darkroom.of(self.home, PhotoOptions())
        return open_office(self.home / "docs", self.home, darkroom, stages=self.stages, today=today, site_name="试验站")

    def item(self, name: str) -> Manuscript:
        found = self.office().desk.library.at(name)
        assert found is not None, name
        return found

    def sign(self, *names: str, by: dict[str, str] = BY, on: dt.date = TODAY) -> None:
        """Every stage on these files, or on all that wait."""
        for stage in self.stages:
            office = self.office()
            items = [item for item in office.at(self.home / "docs") if item.src_uri in names or not names]
            waiting = [item for item in items if office.desk.judged(item).next_stage == stage and not item.meta.draft]
            entries, problems = signing.prepare(office.desk, waiting, stage, by[stage], on, office.problems)
            assert not problems, [str(problem) for problem in problems]
            writing.write(entries)

    def digest(self, name: str) -> str:
        office = self.office()
        return office.desk.digest(office.desk.library.at(name))

    def claim(self, name: str, *records: tuple[str, str, str], digest: str | None = None) -> None:
        """Write (stage, by, on) into a file by hand; the digest is the right one unless given."""
        right = digest or self.digest(name)
        lines = "".join(f"  - {{stage: {stage}, by: {by}, on: {on}, digest: '{right}'}}\n" for stage, by, on in records)
        text = self.read(name)
        head, fence, body = text[4:].partition("\n---\n")
        assert fence
        self.write(name, f"---\n{head}\nreview:\n{lines}---\n{body}")

    # --- Going out ---

    def assembly(self, is_preview: bool = False, **facts) -> Assembly:
        options = options_model().model_validate({"feeds": {"items": 200}, "web": {"page_size": 200}})
        darkroom = Darkroom.of(self.home, PhotoOptions(jobs=1))
        here = site(is_preview=is_preview, docs=self.home / "docs", **facts)
        return assemble(self.home / "docs", here, carrier_options(options), stages=self.stages, darkroom=darkroom)

    def given(self, assembly: Assembly) -> Given:
        return carried(assembly.publishable, replace(assembly.site, is_preview=False))


def carried(publishable: Publishable, here: Site) -> Given:
    """What every carrier there is gives out of `publishable`."""
    options = options_model().model_validate({"feeds": {"items": 200}, "web": {"page_size": 200}})
    found = {}
    for carrier in find_carriers():
        own = getattr(options, carrier.name).model_copy(update={"site": here})
        outputs = [output for output in carrier.outputs(publishable, own) if not hasattr(output, "severity")]
        found[carrier.name] = dict(outputs)
        # What the templates set around a page is told in its context: titles, lists, pictures.
        for output in outputs:
            view = getattr(output, "view", None)
            if view:
                found[carrier.name][output.path] += f"\n{view.title}\n{view.description}\n{told(view.context)}".encode()
    return found


def told(context: dict) -> str:
    """The plain values of a page's context; what goes through ``view`` is asked of the publishable library."""
    return "\n".join(repr(value) for name, value in context.items() if name != "view")


def holding(files: dict[str, bytes], word: str) -> set[str]:
    """The files in whose name or bytes a word stands, plainly, escaped for JSON or for an address."""
    forms = {word.encode(), word.encode("unicode_escape"), "".join(f"%{byte:02X}" for byte in word.encode()).encode()}
    return {name for name, body in files.items() if word in name or any(form in body for form in forms)}


def small(home: Path, more: dict[str, str] | None = None, signers: str = SIGNERS) -> Place:
    """The sound site with a table of signers and `more` files, nothing signed."""
    place = Place(home)
    for name, text in {**SOUND, "_desk/signers.yml": signers, **(more or {})}.items():
        place.write(name, text)
    return place


def git(folder: Path, *words: str, who: str = "编辑") -> str:
    name = {"GIT_AUTHOR_NAME": who, "GIT_COMMITTER_NAME": who}
    mail = {"GIT_AUTHOR_EMAIL": f"{ascii_of(who)}@office.example", "GIT_COMMITTER_EMAIL": f"{ascii_of(who)}@office.example"}
    nothing = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "PATH": __import__("os").environ["PATH"], "HOME": str(folder)}
    done = subprocess.run(["git", *words], cwd=folder, env={**nothing, **name, **mail}, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def ascii_of(who: str) -> str:
    return "-".join(f"{ord(char):x}" for char in who)


def commit(folder: Path, message: str, who: str = "编辑") -> str:
    git(folder, "add", "-A", who=who)
    git(folder, "commit", "-q", "-m", message, who=who)
    return git(folder, "rev-parse", "HEAD").strip()


def words_of(lines: Iterable[str]) -> str:
    return "\n".join(lines)
