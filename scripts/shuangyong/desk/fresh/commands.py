"""The command ``shuangyong new``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ...manuscripts.models import KIND_NAMES
from . import forms

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("new", help="新建一篇稿件：起好文件名，给好短号，资料的架子搭好。")
@click.argument("kind", metavar="种类", type=click.Choice(forms.KINDS))
@click.argument("title", metavar="标题")
@click.option("--district", default="", help="区的代号，如 xuhui")
@click.option("--id", "id", default="", help="文件名，不写就用标题的拼音")
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), help="放到哪个文件夹，不写就放到这一类稿件的文件夹")
@click.option("--config", "config_file", type=EXISTING, default="mkdocs.yml", show_default=True, help="网站的设置文件")
def new(kind: str, title: str, district: str, id: str, folder: Path | None, config_file: Path) -> None:
    from ...config import place_from  # MkDocs takes its time to load.
    from .making import CannotMake, make, write_new

    place = place_from(config_file)
    try:
        made = make(place, kind, title, district=district, id=id, folder=folder)
        write_new({made.file: made.text.encode()})
    except CannotMake as refused:
        click.echo(str(refused), err=True)
        sys.exit(1)
    number = f"，短号 {made.number}" if made.number else ""
    click.echo(f"{place.shown(made.file)}")
    told = (
        f"新建了{KIND_NAMES[kind]}“{title}”{number}。"
        "现在是草稿；请补上文件里带#号说明的几项，写好正文，再删去 draft 那一行。"
    )
    click.echo(told, err=True)
