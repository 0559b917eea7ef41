"""The command ``shuangyong``: its own verbs, and those the carriers bring."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from . import __version__, schema, terminal
from .carriers import find_carriers
from .manuscripts.files import tidy as tidied
from .photos.commands import photos

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group(help="双拥网站的命令。")
@click.version_option(__version__, message="shuangyong %(version)s")
def main() -> None:
    """The group all commands hang on."""


@main.command(help="检查全部稿件和设置，列出要改的地方。")
@click.option("--config", "config_file", type=EXISTING, default="mkdocs.yml", show_default=True, help="网站的设置文件")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出的样式")
def check(config_file: Path, form: str) -> None:
    from .config import assemble_from  # MkDocs takes its time to load.

    assembly = assemble_from(config_file, terminal.photo_progress)
    if form == "json":
        click.echo(json.dumps([p.as_dict() for p in assembly.problems], ensure_ascii=False, indent=2))
    else:
        terminal.report(assembly.problems)
        terminal.report_left_out(assembly.left_out)
        if not assembly.problems:
            click.echo(f"{len(assembly.library.manuscripts)} 篇稿件，没有发现问题。")
    sys.exit(assembly.has_errors)


@main.command(help="生成网站：先生成在一旁，成功后再换上。")
@click.option("--config", "config_file", type=EXISTING, default="mkdocs.yml", show_default=True, help="网站的设置文件")
@click.option("--strict", is_flag=True, help="有提醒时也不发布")
def build(config_file: Path, strict: bool) -> None:
    from .swap import build_aside

    click.echo(f"网站在 {build_aside(config_file, strict)}")


@main.command(help="把文件改成 UTF-8 编码、LF 换行、没有 BOM；GBK 和 UTF-16 也能认。")
@click.argument("files", nargs=-1, required=True, type=EXISTING)
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


main.add_command(photos)

for _carrier in find_carriers():
    for _command in _carrier.commands:
        main.add_command(_command)


if __name__ == "__main__":
    main()
