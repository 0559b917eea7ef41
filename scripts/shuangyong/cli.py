"""The command ``shuangyong``: its own verbs, and those the carriers bring."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from . import __version__, schema, terminal
from .carriers import find_carriers
from .desk.fresh.commands import new
from .desk.intake.commands import intake
from .desk.notices.commands import correct, withdraw
from .desk.review.commands import review
from .machine import end_quickly, undisturbed
from .manuscripts.files import tidy as tidied
from .photos.commands import photos
from .usage import Commands

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group(cls=Commands, help="双拥网站的命令。")
@click.version_option(__version__, message="shuangyong %(version)s")
def main() -> None:
    """The group all commands hang on."""


@main.command(help="检查稿件和设置，列出要改的地方和依据。不写文件，就检查整个网站；来稿、文件夹也可以查。")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[文件]...")
@click.option("--config", "config_file", type=FILE, default="mkdocs.yml", show_default=True, help="网站的设置文件；只查来稿，可以没有")
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True, help="输出的样式")
def check(paths: tuple[Path, ...], config_file: Path, form: str) -> None:
    from .config import SiteOptions, check_with, today  # MkDocs takes its time to load.

    end_quickly()
    with undisturbed():
        report, left_out, has_site = check_with(config_file, paths, terminal.photo_progress)
    if form == "json":
        click.echo(report.json())
    elif form == "html":
        click.echo(report.html(day=f"{today(SiteOptions().timezone)}"))
    else:
        click.echo("\n".join(report.lines()))
        terminal.report_left_out(left_out)
        if not has_site and any(path.suffix.lower() == ".md" for path in paths):
            click.echo(f"没有找到 {config_file}：只查了文字，没有查资料是否写全。是网站的稿件，请到网站的文件夹里再查一遍。", err=True)
    sys.exit(report.has_errors)


@main.command(help="生成网站：先生成在一旁，成功后再换上。")
@click.option("--config", "config_file", type=EXISTING, default="mkdocs.yml", show_default=True, help="网站的设置文件")
@click.option("--strict", is_flag=True, help="有提醒时也不发布")
def build(config_file: Path, strict: bool) -> None:
    from .swap import build_aside

    click.echo(f"网站在 {build_aside(config_file, strict)}")


@main.command(help="把文件改成 UTF-8 编码、LF 换行、没有 BOM；GBK 和 UTF-16 也能认。")
@click.argument("files", nargs=-1, required=True, metavar="文件…", type=EXISTING)
def tidy(files: tuple[Path, ...]) -> None:
    failed = False
    for file in files:
        data = file.read_bytes()
        try:
            clean = tidied(data)
        except UnicodeDecodeError:
            failed = True
            click.echo(f"{file}：认不出编码，没有改动。请用原来的软件打开，另存为 UTF-8。", err=True)
            continue
        if clean == data:
            click.echo(f"{file}：不用改。")
        else:
            file.write_bytes(clean)
            click.echo(f"{file}：改好了。")
    sys.exit(failed)


@main.command("schema", help="写出稿件资料的 JSON Schema 和 VS Code 的输入提示。")
@click.option("--to", "folder", type=FOLDER, default=".vscode", show_default=True, help="写到哪个文件夹")
def write_schema(folder: Path) -> None:
    for path in schema.write(folder):
        click.echo(path.as_posix())


for _own in (new, intake, review, correct, withdraw, photos):
    main.add_command(_own)

for _carrier in find_carriers():
    for _command in _carrier.commands:
        main.add_command(_command)


if __name__ == "__main__":
    main()
