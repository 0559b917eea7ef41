"""The plugin's options: the site's own, and what each carrier declares.

MkDocs stops at the first bad option. We validate ours ourselves, with the line of
``mkdocs.yml`` on which each stands.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from pydantic import AfterValidator, Field, create_model, model_validator

from .assembly import Assembly, assemble
from .carriers import CarrierOptions, find_carriers
from .desk import rules
from .desk.place import Place
from .desk.review.office import Office, open_office
from .drawing.store import FOLDER
from .manuscripts.dates import reject
from .manuscripts.fields import Date, Model, Stage, Text
from .manuscripts.frontmatter import positions
from .manuscripts.refs import Location
from .manuscripts.validation import validated
from .photos.options import Darkroom, PhotoOptions
from .photos.prepare import Progress
from .problems import Problem
from .site import Imprint, Mourning, Site
from .text import Texts

PLUGIN = "shuangyong"

CACHE = ".cache"
"""Where a site keeps what is costly to make again, beside ``mkdocs.yml``."""


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise reject("value", f"没有叫“{name}”的时区", "请写成 Asia/Shanghai 的样子") from None
    return name


def _in_turn(stages: tuple[str, ...]) -> tuple[str, ...]:
    known = get_args(Stage)
    if stages != tuple(stage for stage in known if stage in stages):
        raise reject("value", f"审次“{'、'.join(stages)}”的先后不对，或写了两次", f"请照 {'、'.join(known)} 的先后写，每审一次")
    return stages


class GreyOptions(Model):
    """The operator's switch for grey."""

    from_: Date = Field(alias="from", description="从哪天起")
    until: Date = Field(description="到哪天止，当天仍是灰的")
    authority: Text = Field(description="依据：谁的要求，哪份文件，显示在页脚")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> GreyOptions:
        if self.until < self.from_:
            raise reject("date", "灰色显示的 until 早于 from", "请把两个日期对调或改正", ("until",))
        return self

    @property
    def mourning(self) -> Mourning:
        return Mourning(self.from_, self.until, self.authority)


class SiteOptions(Model):
    """Options of the site itself, flat under ``shuangyong:`` in ``mkdocs.yml``."""

    organizer: str | None = Field(None, description="主办单位，显示在页脚")
    contact: str | None = Field(None, description="联系方式，显示在页脚")
    site_code: str | None = Field(None, description="政府网站标识码")
    icp: str | None = Field(None, description="ICP备案号")
    police: str | None = Field(None, description="公安备案号")
    government: bool = Field(False, description="政府网站写 true：以上五项缺一项就不能发布")
    stages: Annotated[tuple[Stage, ...], AfterValidator(_in_turn)] = Field(
        get_args(Stage), description="发布前必须有的审次；空列表不设关口"
    )
    lenient: bool = Field(False, description="true 时检查出的错误只作提醒，不拦发布；整理旧稿的时候用，平时不写")
    grey: GreyOptions | None = Field(None, description="全站灰色显示的起止和依据；平时不写")
    photos: PhotoOptions = Field(default_factory=PhotoOptions, description="照片工序的设置")
    timezone: Annotated[str, AfterValidator(_zone)] = Field("Asia/Shanghai", description="站点所在的时区")

    @property
    def imprint(self) -> Imprint:
        return Imprint(self.organizer, self.contact, self.site_code, self.icp, self.police)


def options_model() -> type[SiteOptions]:
    """The whole of what may stand under ``shuangyong:``: a block for each carrier, by its name."""
    blocks = {c.name: (c.Options, Field(default_factory=c.Options, description=c.__doc__)) for c in find_carriers()}
    return create_model("Options", __base__=SiteOptions, **blocks)


def carrier_options(options: SiteOptions) -> dict[str, CarrierOptions]:
    return {carrier.name: getattr(options, carrier.name) for carrier in find_carriers()}


def read_options(raw: Mapping[str, Any], config: MkDocsConfig) -> tuple[SiteOptions, list[Problem]]:
    """The options, or the defaults with every problem of what was written."""
    path, lines = _lines_of(config)
    options, problems = validated(path, options_model(), dict(raw), lines.ours, "shuangyong 的设置", lines.ours.get((), 1))
    problems += _demands_on_mkdocs(config, path, lines.all)
    if options is None:
        # Nothing goes out of a site with errors, so that none need be told of missing signers too.
        return options_model()(stages=()), problems
    return options, problems + _demands(options, path, lines.ours)


class _Lines(NamedTuple):
    """The line of each key of ``mkdocs.yml``, and of each of our options by its own location."""

    all: dict[Location, int]
    ours: dict[Location, int]


def _lines_of(config: MkDocsConfig) -> tuple[str, _Lines]:
    """The path of ``mkdocs.yml`` as the editor sees it, and the lines of its keys."""
    file = Path(config.config_file_path or "mkdocs.yml")
    try:
        found = positions(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        found = {}
    # Plugins may be a list or, as MkDocs also allows, a mapping.
    prefix = next((at for at in found if at[0] == "plugins" and at[-1] == PLUGIN and len(at) <= 3), None)
    if prefix is None:
        return file.name, _Lines(found, {})
    return file.name, _Lines(found, {at[len(prefix) :]: line for at, line in found.items() if at[: len(prefix)] == prefix})


def _demands_on_mkdocs(config: MkDocsConfig, path: str, lines: Mapping[Location, int]) -> list[Problem]:
    """What the site cannot go without among MkDocs' own settings."""
    problems = []
    if not config.site_url:
        fix = "请加上一行 site_url: https://网址/。订阅和分享要用它。"
        problems.append(Problem(path, lines.get(("site_url",), 1), "setting", "没有写 site_url（网站的完整网址）。", fix))
    if not config.use_directory_urls:
        line = lines.get(("use_directory_urls",), 1)
        problems.append(Problem(path, line, "setting", "use_directory_urls 不能是 false。", "请去掉这一行。"))
    if "material/search" in config.plugins or "search" in config.plugins:
        what = "plugins 里还有 search。搜索已经在 shuangyong 里，那一个只会白白建一份索引。"
        problems.append(Problem(path, lines.get(("plugins",), 1), "setting", what, "请删去 search 和它下面的设置。", "warning"))
    return problems


def _demands(options: SiteOptions, path: str, lines: Mapping[Location, int]) -> list[Problem]:
    """What our own options ask of each other."""
    problems = []
    if options.government:
        for name in ("organizer", "contact", "site_code", "icp", "police"):
            if not getattr(options, name):
                what = f"政府网站缺少 {name}（{SiteOptions.model_fields[name].description}）。"
                fix = "请填上；没有批下来就先去掉 government: true。"
                problems.append(Problem(path, lines.get(("government",), 1), "setting", what, fix))
    if options.lenient:
        what, fix = "写了 lenient: true，检查出的错误不拦发布。", "旧稿整理完，请删去这一行。"
        problems.append(Problem(path, lines.get(("lenient",), 1), "setting", what, fix, "warning"))
    return problems


def today(zone: str) -> dt.date:
    """The date in the site's time zone; ``SOURCE_DATE_EPOCH`` (seconds) stands in for the clock.

    See https://reproducible-builds.org/specs/source-date-epoch/.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    return now.astimezone(ZoneInfo(zone)).date()


def assemble_site(
    raw: Mapping[str, Any],
    config: MkDocsConfig,
    is_preview: bool = False,
    progress: Progress = lambda todo, done: done,
    has_cards: bool = True,
    is_check: bool = False,
    is_strict: bool = False,
) -> Assembly:
    """Everything for the site that ``mkdocs.yml`` describes; share cards only where somebody will see them."""
    options, problems = read_options(raw, config)
    url = config.site_url or "http://127.0.0.1:8000/"
    site = Site(
        name=config.site_name,
        url=url if url.endswith("/") else f"{url}/",
        today=today(options.timezone),
        zone=options.timezone,
        description=config.site_description or "",
        imprint=options.imprint,
        mourning=options.grey.mourning if options.grey else None,
        texts=Texts(config.markdown_extensions, config.mdx_configs),
        cards=_home(config) / FOLDER if has_cards and not is_preview else None,
        cache=_home(config) / CACHE,
        docs=Path(config.docs_dir),
        templates=(Path(config.theme.custom_dir),) if config.theme.custom_dir else (),
        is_preview=is_preview,
        is_check=is_check,
    )
    docs_dir = Path(config.docs_dir)
    return assemble(
        docs_dir,
        site,
        carrier_options(options),
        stages=options.stages,
        is_lenient=options.lenient,
        is_strict=is_strict,
        shown_as=_shown(docs_dir, config),
        darkroom=Darkroom.of(_home(config), options.photos),
        progress=progress,
        earlier=tuple(problems),
    )


def _shown(docs_dir: Path, config: MkDocsConfig) -> str:
    try:
        return docs_dir.resolve().relative_to(_home(config)).as_posix()
    except ValueError:
        return docs_dir.as_posix()


def _home(config: MkDocsConfig) -> Path:
    """The folder of ``mkdocs.yml``."""
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def assemble_from(config_file: Path, progress: Progress = lambda todo, done: done) -> Assembly:
    """The same for whoever only looks, from the path of ``mkdocs.yml``."""
    config = load_config(str(config_file))
    return assemble_site(config.plugins[PLUGIN].raw_options, config, progress=progress, has_cards=False)


def _config_near(config_file: Path, paths: tuple[Path, ...]) -> Path:
    """The settings named; where they are not here, those of the site in which we stand, or in which the files lie."""
    if config_file.is_file() or config_file.parent != Path():
        return config_file
    places = [Path.cwd(), *(path.absolute() for path in paths)]
    found = (folder / config_file for place in places for folder in (place, *place.parents))
    return next((file for file in found if file.is_file()), config_file)


def check_with(
    config_file: Path, paths: Iterable[Path] = (), progress: Progress = lambda todo, done: done
) -> tuple[rules.Report, tuple[str, ...], bool]:
    """The report on a site, or on some files in the light of it; what of the site does not go out; and whether there was a site.

    Files that are none of the site's are held to the rules and to its table of names; they need no site at all.
    Raises click.UsageError where there is neither a site nor a file.
    """
    paths = tuple(paths)
    config_file = _config_near(config_file, paths)
    if not config_file.is_file():
        if not paths:
            raise click.UsageError(f"这里没有 {config_file}。请到网站的文件夹里运行，或写上要检查的文件。")
        return rules.check_files(paths, today=today(SiteOptions().timezone)), (), False
    config = load_config(str(config_file))
    inside, outside = rules.parted(paths, _home(config), _shown(Path(config.docs_dir), config))
    report, left_out = rules.Report(), ()
    if inside or not paths:
        raw = config.plugins[PLUGIN].raw_options
        assembly = assemble_site(raw, config, progress=progress, has_cards=False, is_check=True, is_strict=bool(paths))
        report, left_out = (assembly.report.only(inside), ()) if paths else (assembly.report, assembly.left_out)
    if outside:
        day = today(read_options(config.plugins[PLUGIN].raw_options, config)[0].timezone)
        names, _ = rules.read_names(Path(config.docs_dir))
        report += rules.check_files(outside, today=day, desk=rules.Desk(day, names))
    return report, left_out, True


def place_from(config_file: Path) -> Place:
    """Where whoever adds a manuscript finds the others, from the path of ``mkdocs.yml``."""
    config = load_config(str(config_file))
    options, _ = read_options(config.plugins[PLUGIN].raw_options, config)
    darkroom = Darkroom.of(_home(config), options.photos)
    return Place(_home(config), Path(config.docs_dir), darkroom.originals_dir, darkroom.photos_dir, today(options.timezone))


def darkroom_from(config_file: Path) -> tuple[Darkroom, list[Problem]]:
    """Where the photos of a site are, with what is wrong in its settings."""
    config = load_config(str(config_file))
    options, problems = read_options(config.plugins[PLUGIN].raw_options, config)
    return Darkroom.of(_home(config), options.photos), problems


def office_from(config_file: Path) -> Office:
    """What those need who sign, from the path of ``mkdocs.yml``: everything read and checked, nothing rendered."""
    config = load_config(str(config_file))
    options, problems = read_options(config.plugins[PLUGIN].raw_options, config)
    docs_dir = Path(config.docs_dir)
    return open_office(
        docs_dir,
        _home(config),
        Darkroom.of(_home(config), options.photos),
        stages=options.stages,
        today=today(options.timezone),
        shown_as=_shown(docs_dir, config),
        earlier=problems,
        site_name=config.site_name,
        texts=Texts(config.markdown_extensions, config.mdx_configs),
        templates=(Path(config.theme.custom_dir),) if config.theme.custom_dir else (),
    )
