"""From what pydantic found wrong to problems in an editor's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..problems import Problem, listed, nearest
from .refs import Location

M = TypeVar("M", bound=BaseModel)


def validated(
    path: str, model: type[M], data: Any, lines: Mapping[Location, int], named: str, first_line: int = 1
) -> tuple[M | None, list[Problem]]:
    """`data` as `model`, or every reason why not.

    `named` is what the thing is called before an editor (故事); `first_line` is where a
    missing key is reported when nothing nearer is known.
    """
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        found: dict[Location, Problem] = {}
        for detail in error.errors(include_url=False):
            location = _as_written(detail, lines)
            # Each branch of a union complains for itself: the first complaint of a place is enough.
            found.setdefault(location, _problem(path, line_of(lines, location, first_line), model, location, detail, named))
        # A complaint about a whole is idle where another is about a part of it.
        idle = {location[:depth] for location in found for depth in range(1, len(location))}
        return None, [problem for location, problem in found.items() if location not in idle]


def _as_written(detail: ErrorDetails, lines: Mapping[Location, int]) -> Location:
    """Where the editor wrote what is wrong.

    Pydantic puts names of union branches among the keys, and a validator of a whole model
    may say which part of it is meant.
    """
    parts = (*detail["loc"], *detail.get("ctx", {}).get("at", ()))
    is_missing = detail["type"] == "missing"
    place: Location = ()
    for part in parts[:-1] if is_missing else parts:
        if (*place, part) in lines:
            place = (*place, part)
    if is_missing:
        return (*place, parts[-1])
    return place or parts


def line_of(lines: Mapping[Location, int], location: Location, first_line: int = 1) -> int:
    """The line of the nearest thing that was written at or above `location`."""
    while location and location not in lines:
        location = location[:-1]
    return lines.get(location, first_line)


def _problem(path: str, line: int, model: type[BaseModel], location: Location, detail: ErrorDetails, named: str) -> Problem:
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
    key = next((part for part in reversed(location) if isinstance(part, str)), "")
    hint = _description(model, location)
    if kind == "missing":
        return Problem(path, line, "missing-key", f"缺少必填的 {key}{f'（{hint}）' if hint else ''}。", f"请加上一行 {key}: …。")
    if kind == "extra_forbidden":
        return _unknown_key(path, line, model, location, named)
    if value is None:
        return _empty(path, line, model, location, key)
    if detail["loc"][-1:] == ("[key]",):
        return Problem(path, line, "type", f"{_quoted(value)}不是年份。", "请写成 2026: 2026-06-19 的样子。")
    if {"what", "fix"} <= context.keys():
        if isinstance(value, list | dict) and not context["at"]:
            return Problem(path, line, kind, f"{key} 的值是{_quoted(value)}，不能用在这里。", context["fix"])
        return Problem(path, line, kind, context["what"], context["fix"])
    rule, what, fix = _MESSAGES.get(kind, ("value", "“{key}”的值不合要求：{input}。", "请照编辑手册里的样子写。"))
    bounds = {name: f"{bound:g}" for name, bound in context.items() if isinstance(bound, float)}
    words = {"key": key, "input": _quoted(value), "hint": hint, **context, **bounds}
    if kind == "literal_error":
        words["expected"] = listed(_choices(model, location) or str(context.get("expected", "")).replace("'", "").split(", "))
    if kind == "model_type":
        words["keys"] = listed(_keys(_model_at(model, location)))
    if kind == "string_too_long":
        words["length"] = len(str(value))
    return Problem(path, line, rule, what.format_map(words), fix.format_map(words))


_MESSAGES = {
    "literal_error": ("value", "{input}不能用在 {key}。", "请从 {expected} 里选。"),
    "string_type": ("type", "{key} 应当是一段文字，现在是{input}。", "请改成一段文字。"),
    "tuple_type": ("type", "{key} 应当是列表，现在是{input}。", "请写成 [甲, 乙]，或每行一个“- ”开头的项。"),
    "bool_type": ("type", "{key} 只能写 true 或 false，现在是{input}。", "请改成 true 或 false。"),
    "bool_parsing": ("type", "{key} 只能写 true 或 false，现在是{input}。", "请改成 true 或 false。"),
    "int_type": ("type", "{key} 应当是整数，现在是{input}。", "请只写数字。"),
    "int_parsing": ("type", "{key} 应当是整数，现在是{input}。", "请只写数字。"),
    "int_from_float": ("type", "{key} 应当是整数，现在是{input}。", "请只写数字。"),
    "float_type": ("type", "{key} 应当是数字，现在是{input}。", "请只写数字。"),
    "float_parsing": ("type", "{key} 应当是数字，现在是{input}。", "请只写数字。"),
    "dict_type": ("type", "{key} 应当是下一级的“键: 值”，现在是{input}。", "请另起一行，缩进后再写。"),
    "model_type": ("type", "{key} 应当是下一级的“键: 值”，现在是{input}。", "请另起一行，缩进后写 {keys}。"),
    "string_too_long": ("too-long", "{key} 有 {length} 字，最多 {max_length} 字。", "请写短一些。"),
    "string_too_short": ("empty-value", "{key} 是空的。", "请填上内容，或去掉这一行。"),
    "too_short": ("empty-value", "{key} 至少要有 {min_length} 项。", "请填上：{hint}。"),
    "greater_than_equal": ("range", "{key} 的值{input}太小，最小是 {ge}。", "请改正。"),
    "less_than_equal": ("range", "{key} 的值{input}太大，最大是 {le}。", "请改正。"),
    "greater_than": ("range", "{key} 的值{input}太小，要大于 {gt}。", "请改正。"),
    "string_pattern_mismatch": ("value", "{key} 的值{input}不合格式。", "请照这个样子写：{hint}。"),
}


def _empty(path: str, line: int, model: type[BaseModel], location: Location, key: str) -> Problem:
    if isinstance(location[-1], int):
        return Problem(path, line, "empty-value", f"{key} 里有一项是空的。", "请填上内容，或去掉这一行。")
    field = _model_at(model, location[:-1]).model_fields.get(key)
    fix = "请填上内容。" if field and field.is_required() else "请填上内容，或去掉这一行。"
    return Problem(path, line, "empty-value", f"{key} 是空的。", fix)


def _keys(model: type[BaseModel]) -> list[str]:
    """The keys of a model as an editor writes them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _unknown_key(path: str, line: int, model: type[BaseModel], location: Location, named: str) -> Problem:
    key = str(location[-1])
    known = _keys(_model_at(model, location[:-1]))
    near = nearest(key, known)
    place = named if len(location) == 1 else f"{next(p for p in reversed(location[:-1]) if isinstance(p, str))} 里"
    fix = f"您是不是想写 {near}？" if near else f"这里能用的有：{listed(known, most=30)}。"
    return Problem(path, line, "unknown-key", f"{place}没有“{key}”这一项。", fix)


def _quoted(value: Any) -> str:
    if value is None:
        return "空的"
    if isinstance(value, bool):
        return f"“{str(value).lower()}”"
    if isinstance(value, (list, tuple)):
        return "一个列表"
    if isinstance(value, dict):
        return "下一级的“键: 值”"
    return f"“{value}”"


def _field_at(model: type[BaseModel], location: Iterable[str | int]):
    """The annotation and description of the field at `location`; walks through lists and unions."""
    annotation, hint = model, ""
    for part in location:
        if isinstance(part, int):
            continue
        owner = _model_in(annotation)
        fields = owner.model_fields if owner else {}
        field = fields.get(part) or next((f for f in fields.values() if f.alias == part), None)
        if field is None:
            continue
        annotation, hint = field.annotation, field.description or ""
    return annotation, hint


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(inner) for inner in get_args(annotation))
    return next((model for model in found if model), None)


def _model_at(model: type[BaseModel], location: Location) -> type[BaseModel]:
    return _model_in(_field_at(model, location)[0]) or model


def _description(model: type[BaseModel], location: Location) -> str:
    return _field_at(model, location)[1]


def _choices(model: type[BaseModel], location: Location) -> list[str]:
    annotation, _ = _field_at(model, location)
    return list(literals(annotation))


def literals(annotation: Any) -> Iterator[Any]:
    """The values of every Literal inside an annotation."""
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for inner in get_args(annotation):
            yield from literals(inner)
