"""What the command says to words it does not know: click's own messages, for an editor, in Chinese."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO

import click

from .problems import listed, nearest


class Misused(click.ClickException):
    """A command that was written wrongly, told in Chinese; it ends the run with the same number as click's own."""

    def __init__(self, error: click.ClickException):
        super().__init__(_in_chinese(error))
        self.exit_code = error.exit_code
        self.ctx: click.Context | None = getattr(error, "ctx", None)

    def show(self, file: IO | None = None) -> None:
        if self.ctx is not None:
            words = _usage_in_chinese(" ".join(self.ctx.command.collect_usage_pieces(self.ctx)))
            click.echo(f"用法：{self.ctx.command_path} {words}", file, err=True)
            click.echo(f"各项的意思：{self.ctx.command_path} --help\n", file, err=True)
        click.echo(self.message, file, err=True)


class Stopped(click.ClickException):
    """Ctrl+C; the exit status is the one that shells know."""

    exit_code = 130

    def show(self, file: IO | None = None) -> None:
        click.echo(f"\n{self.message}", file, err=True)


@contextmanager
def _translated() -> Iterator[None]:
    """Turns what click raises into `Misused`, wherever below it was raised, and an interruption into `Stopped`."""
    try:
        yield
    except KeyboardInterrupt:
        raise Stopped("停下了，没有做完。") from None
    except (click.UsageError, click.FileError) as error:
        # A group without a command shows its help: click's way of doing that is an error too, in Chinese already.
        if type(error).__name__ == "NoArgsIsHelpError":
            raise
        raise Misused(error) from None


class Formatter(click.HelpFormatter):
    """Click's page of help, in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _usage_in_chinese(args), "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")

    def write_dl(self, rows: Sequence[tuple[str, str]], *args: int, **extra: int) -> None:
        super().write_dl([(_kind_in_chinese(names), _help_in_chinese(words)) for names, words in rows], *args, **extra)


click.Context.formatter_class = Formatter
"""For every command, wherever it is written: a context asks its class."""


def _usage_in_chinese(pieces: str) -> str:
    return pieces.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 …")


_HEADINGS = {"Options": "选项", "Commands": "命令"}
_KINDS = {"TEXT": "文字", "FILE": "文件", "DIRECTORY": "文件夹", "PATH": "路径", "INTEGER": "整数", "FLOAT": "数"}


def _kind_in_chinese(names: str) -> str:
    """``--to DIRECTORY`` as ``--to 文件夹``; ranges and choices stay as they are."""
    return re.sub(rf"\b({'|'.join(_KINDS)})\b(?: RANGE)?", lambda match: _KINDS[match[1]], names)


def _help_in_chinese(words: str) -> str:
    words = {"Show this message and exit.": "显示这份说明。", "Show the version and exit.": "显示版本。"}.get(words, words)
    return re.sub(r"\[default: ", "[默认：", words).replace("[required]", "[必填]").replace("; required]", "；必填]")


class Commands(click.Group):
    """The group on which all commands hang, those of other groups as well: here their errors pass on the way out."""

    def make_context(self, *args, **extra) -> click.Context:
        with _translated():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> object:
        with _translated():
            return super().invoke(ctx)


def _in_chinese(error: click.ClickException) -> str:
    """What is wrong and what to do; messages of our own, which are in Chinese, stay as they are."""
    if isinstance(error, click.FileError):
        return f"{error.ui_filename} 打不开。请检查文件是否被别的程序占用，有没有读写的权限。"
    if isinstance(error, click.MissingParameter):
        return f"少了{_called(error.param)}。{_choice(error.param)}请写上。"
    if isinstance(error, click.NoSuchOption):
        near = nearest(error.option_name, [name for each in _params(error) for name in (*each.opts, *each.secondary_opts)])
        return f"没有 {error.option_name} 这个选项。" + (f"您是不是想写 {near}？" if near else "有哪些选项，请看 --help。")
    if isinstance(error, click.BadParameter):
        where = f"{error.param.opts[0]}：" if isinstance(error.param, click.Option) else ""
        return where + _value_in_chinese(error)
    return _phrase_in_chinese(error)


def _params(error: click.UsageError) -> list[click.Parameter]:
    return error.ctx.command.get_params(error.ctx) if error.ctx else []


def _called(param: click.Parameter | None) -> str:
    """A parameter as an editor knows it: ``“标题”``; an option with a space before it and with its help."""
    if isinstance(param, click.Option):
        return f" {param.opts[0]}" + (f"（{param.help}）" if param.help else "")
    return f"“{(param.metavar or param.name or '').strip('[]….')}”" if param else "一项"


def _choice(param: click.Parameter | None) -> str:
    """The words that may be written, where there are but some."""
    return f"可以写 {listed(map(str, param.type.choices))}。" if param and isinstance(param.type, click.Choice) else ""


_QUOTED = r"('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
_VALUES = (
    # What click says of a value, and the same for an editor.
    (rf"File {_QUOTED} does not exist", "没有这个文件：{0}。请看看文件名和文件夹有没有写错。"),
    (rf"Directory {_QUOTED} does not exist", "没有这个文件夹：{0}。请看看有没有写错。"),
    (rf"Path {_QUOTED} does not exist", "没有这个文件或文件夹：{0}。请看看有没有写错。"),
    (rf"\w+ {_QUOTED} is a directory", "{0} 是一个文件夹，这里要写文件。"),
    (rf"\w+ {_QUOTED} is a file", "{0} 是一个文件，这里要写文件夹。"),
    (rf"\w+ {_QUOTED} is not (?:read|writ)able", "{0} 打不开。请检查有没有读写的权限。"),
    (rf"{_QUOTED} is not one of", "不能写“{0}”。{choice}"),
    (rf"{_QUOTED} is not a valid integer", "“{0}”不是整数。请写成 2 的样子。"),
    (r"(\S+) is not in the range", "“{0}”太大或太小。{range}"),
    (rf"{_QUOTED} does not match the format", "“{0}”不是日期，请写成 2026-11-22 的样子。"),
)
_PHRASES = (
    (r"Got unexpected extra arguments? \((.*)\)", "多写了“{0}”。请去掉；字里有空格的，请用英文引号括起来。"),
    (r"Option (\S+) requires", "{0} 后面少了内容。请写上。"),
    (r"Option (\S+) does not take", "{0} 后面不用写内容。请去掉等号和它后面的字。"),
    (r"Missing command", "少了命令。{commands}"),
    (rf"No such command {_QUOTED}", "没有“{0}”这个命令。{commands}"),
)


def _value_in_chinese(error: click.BadParameter) -> str:
    if error.param is not None and error.param.name == "config_file" and "does not exist" in error.message:
        name = _first(_VALUES[:1], error.message)[1]
        return f"没有这个文件：{name}。请到网站的文件夹（有 mkdocs.yml 的）里运行，或用 --config 写明它在哪里。"
    template, found = _first(_VALUES, error.message)
    return template.format(found, choice=_choice(error.param), range=_range(error.param))


def _phrase_in_chinese(error: click.ClickException) -> str:
    template, found = _first(_PHRASES, error.message)
    return template.format(found, commands=_near_commands(getattr(error, "ctx", None), found))


def _first(table: tuple[tuple[str, str], ...], message: str) -> tuple[str, str]:
    """The template for a message, and what it is about; the message itself where the table does not know it."""
    for pattern, template in table:
        if match := re.match(pattern, message):
            found = match[1] if match.re.groups else ""
            return template, str(ast.literal_eval(found)) if found[:1] in ("'", '"') else found
    return "{0}", message


def _range(param: click.Parameter | None) -> str:
    kind = param.type if param else None
    least, most = getattr(kind, "min", None), getattr(kind, "max", None)
    ends = [f"最小是 {least}"] * (least is not None) + [f"最大是 {most}"] * (most is not None)
    return f"请改正，{'，'.join(ends)}。" if ends else "请改正。"


def _near_commands(ctx: click.Context | None, found: str) -> str:
    """The command that was meant, or all there are."""
    known = ctx.command.list_commands(ctx) if ctx and isinstance(ctx.command, click.Group) else []
    near = nearest(found, known)
    return f"您是不是想写 {near}？" if near else f"有这些命令：{listed(known, 20)}。"
