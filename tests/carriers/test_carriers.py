"""Carriers are found, not listed: adding one adds a folder and touches nothing else."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from making import SOUND, site
from shuangyong import carriers, cli
from shuangyong.assembly import Assembly, assemble
from shuangyong.carriers import CarrierOptions, Output, find_carriers
from shuangyong.config import carrier_options, options_model

TOY = '''
"""Postcards: one small text for every story."""

import click
from pydantic import Field

from .. import CarrierOptions

name = "postcards"


class Options(CarrierOptions):
    greeting: str = Field("您好", description="开头的问候")


@click.command("postcards", help="看明信片写什么。")
def show() -> None:
    click.echo("明信片")


commands = (show,)


def outputs(publishable, options):
    for story in publishable.of("story"):
        yield f"postcards/{story.id}.txt", f"{options.greeting}：{story.title}（{options.site.name}）".encode()
'''


GIVER = '''
"""{name}: gives out what a test says."""

from pathlib import Path

from ...problems import Problem
from .. import CarrierOptions, Output

name = "{name}"
commands = ()


class Options(CarrierOptions):
    pass


def outputs(publishable, options):
    yield {given}
'''


@pytest.fixture
def add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Puts a carrier of this name and text beside the others."""
    added: list[str] = []
    monkeypatch.setattr(carriers, "__path__", [*carriers.__path__, str(tmp_path / "more")])

    def put(name: str, text: str) -> None:
        package = tmp_path / "more" / name
        package.mkdir(parents=True)
        (package / "__init__.py").write_text(text, encoding="utf-8")
        added.append(name)
        importlib.reload(cli)

    yield put
    monkeypatch.undo()
    for name in added:
        sys.modules.pop(f"shuangyong.carriers.{name}", None)
        vars(carriers).pop(name, None)
    importlib.reload(cli)


@pytest.fixture
def toy(add: Callable[[str, str], None]) -> None:
    """A carrier in a folder of its own, put beside the others."""
    add("postcards", TOY)


@pytest.fixture
def given(add: Callable[[str, str], None], small_site: Callable[..., Path]) -> Callable[..., Assembly]:
    """The sound site with carriers that give out these expressions, one each."""

    def run(*expressions: str) -> Assembly:
        for number, expression in enumerate(expressions):
            add(f"giver{number}", GIVER.format(name=f"giver{number}", given=expression))
        return assemble(small_site(SOUND) / "docs", site(), carrier_options(options_model()()))

    return run


def test_every_carrier_has_the_same_face() -> None:
    found = find_carriers()
    assert [carrier.name for carrier in found] == sorted(carrier.name for carrier in found)
    assert {"web", "feeds"} <= {carrier.name for carrier in found}
    for carrier in found:
        assert carrier.__name__.endswith(f".{carrier.name}")
        assert issubclass(carrier.Options, CarrierOptions)
        assert all(isinstance(command, click.Command) for command in carrier.commands)
        assert carrier.__doc__


def test_every_option_of_a_carrier_is_explained() -> None:
    for carrier in find_carriers():
        fields = {name: field for name, field in carrier.Options.model_fields.items() if name != "site"}
        assert all(field.description for field in fields.values()), carrier.name


def test_an_output_unpacks_as_path_and_bytes() -> None:
    path, body = Output("a.txt", b"x")
    assert (path, body) == ("a.txt", b"x")


@pytest.mark.usefixtures("toy")
def test_a_carrier_is_added_by_adding_a_folder(small_site: Callable[..., Path]) -> None:
    options = options_model().model_validate({"postcards": {"greeting": "早上好"}})
    assembly = assemble(small_site(SOUND) / "docs", site(), carrier_options(options))
    assert assembly.problems == ()
    given = {output.path: output.body for output in assembly.outputs}
    assert given["postcards/lianzhan.txt"].decode() == "早上好：携手追梦行艺术联展（试验站）"
    assert "feed.xml" in given, "the others are still there"


@pytest.mark.usefixtures("toy")
def test_an_added_carrier_brings_its_command() -> None:
    done = CliRunner().invoke(cli.main, ["postcards"])
    assert (done.exit_code, done.output) == (0, "明信片\n")


@pytest.mark.usefixtures("toy")
def test_an_added_carrier_has_its_block_of_options() -> None:
    assert carrier_options(options_model()())["postcards"].greeting == "您好"


def test_without_its_folder_there_is_no_carrier() -> None:
    assert "postcards" not in {carrier.name for carrier in find_carriers()}
    assert "postcards" not in cli.main.commands
    assert "postcards" not in options_model().model_fields


# --- What carriers say and lend ---

PROBLEM = 'Problem("docs/screens/hall.md", 3, "screen", "放不下。", "请写短。", "{severity}")'


def test_a_carrier_can_say_what_is_poor(given: Callable[..., Assembly]) -> None:
    assembly = given(PROBLEM.format(severity="warning"))
    assert [str(problem) for problem in assembly.problems] == ["docs/screens/hall.md:3: [screen] 放不下。请写短。"]
    assert not assembly.has_errors and assembly.outputs


def test_where_a_carrier_cannot_carry_something_nothing_goes_out(given: Callable[..., Assembly]) -> None:
    assembly = given(PROBLEM.format(severity="error"), '("postcards/a.txt", b"x")')
    assert assembly.has_errors and assembly.outputs == ()


def test_two_carriers_may_lend_the_same_file(given: Callable[..., Assembly], tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"x")
    lent = f'Output("photos/a.jpg", file=Path({str(tmp_path / "a.jpg")!r}))'
    assembly = given(lent, lent)
    assert assembly.problems == ()
    assert [output.file for output in assembly.outputs if output.path == "photos/a.jpg"] == [tmp_path / "a.jpg"]


@pytest.mark.parametrize(
    "other", ['Output("photos/a.jpg", file=Path("b.jpg"))', 'Output("photos/a.jpg", b"x")', 'Output("Photos/A.jpg", file=Path("a.jpg"))']
)
def test_two_different_things_at_one_address_are_told(given: Callable[..., Assembly], other: str) -> None:
    assembly = given('Output("photos/a.jpg", file=Path("a.jpg"))', other)
    assert [problem.rule for problem in assembly.problems] == ["duplicate-address"]


def test_the_same_bytes_at_one_address_are_told_too(given: Callable[..., Assembly]) -> None:
    assembly = given('("postcards/a.txt", b"x")', '("postcards/a.txt", b"x")')
    assert [problem.rule for problem in assembly.problems] == ["duplicate-address"]
