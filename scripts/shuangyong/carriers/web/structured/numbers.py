"""The numbers of the sources as a data set."""

from __future__ import annotations

import re

from ....manuscripts.library import CitedFigure
from ....manuscripts.models import Figure
from ..view import View
from .articles import source
from .values import LANGUAGE, Node, node, publisher

_ROUGHLY = re.compile("约|近|左右|上下")


def dataset(view: View, address: str, name: str, description: str) -> Node | None:
    """Every number that counts something; None where there is none. No licence: we have none to give.

    Aims, names and what is missing are on the page but are no measurements.
    """
    counted = [cited for cited in view.library.figures if cited.figure.status == "实数" and _is_number(cited.figure.value)]
    if not counted:
        return None
    sources = list(dict.fromkeys(cited.source for cited in counted))
    titles = "".join(f"《{it.title}》" for it in sources)
    return node(
        "Dataset",
        name=f"{view.site.name}：{name}",
        description=f"{description}这里有{len(counted)}个实数，出自{titles}。",
        url=view.site.absolute(address),
        inLanguage=LANGUAGE,
        creator=publisher(view.site),
        isBasedOn=[source(view, it) for it in sources],
        variableMeasured=[_variable(view, cited) for cited in counted],
    )


def _variable(view: View, cited: CitedFigure) -> Node:
    """A number as printed, and as a value where the print gives one."""
    figure = cited.figure
    return node(
        "PropertyValue",
        name="，".join(filter(None, (figure.place, figure.period, figure.what))),
        description=figure.shown,
        unitText=figure.unit,
        url=view.site.absolute(view.figure_address(cited)),
        **_value(figure),
    )


def _value(figure: Figure) -> Node:
    """What is printed with 余 or 多 is a floor; what is printed with 约 or 近 may be more or less."""
    if _ROUGHLY.search(figure.as_printed or ""):
        return {}
    return {"minValue" if figure.is_approximate else "value": figure.value}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
