"""A code in a page is what a phone reads off the paper."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from urllib.parse import unquote

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from shuangyong.drawing.qr import QUIET, as_uri, qr_svg

ADDRESSES = [
    "https://site.example/",
    "https://site.example/sy/stories/2026/bingmama-yizhan/",
    "https://site.example/故事/2026/兵妈妈驿站/?来源=展板#第一节",
    "https://sy.example.gov.cn/" + "jiaoyu-jidi/longhua-lieshi-lingyuan/" * 12 + "?from=panel",
]
PIXELS = 4
"""A module's side in the pictures that are read here."""


def drawn(svg: str) -> Image.Image:
    """The picture of a code, from what stands in the SVG and nothing else."""
    root = ET.fromstring(svg)
    ground, path = root
    side = int(root.get("viewBox", "").split()[2])
    assert (ground.tag, ground.get("width"), ground.get("height"), ground.get("fill")) == ("rect", str(side), str(side), "#fff")
    picture = Image.new("L", (side * PIXELS, side * PIXELS), 255)
    pen = ImageDraw.Draw(picture)
    x = y = 0.0
    commands = re.findall(r"([Mmh])([^Mmh]+)", path.get("d", ""))
    assert "".join(name + given for name, given in commands) == path.get("d"), "nothing but moves and horizontal lines"
    for name, given in commands:
        numbers = [float(number) for number in given.split()]
        if name == "h":
            pen.rectangle((x * PIXELS, (y - 0.5) * PIXELS, (x + numbers[0]) * PIXELS - 1, (y + 0.5) * PIXELS - 1), fill=0)
            x += numbers[0]
        else:
            x, y = (numbers[0], numbers[1]) if name == "M" else (x + numbers[0], y + numbers[1])
    return picture


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_code_reads_as_its_address(address: str) -> None:
    (read,) = zxingcpp.read_barcodes(drawn(qr_svg(address)))
    assert read.text.isascii()
    assert unquote(read.text) == address
    assert read.ec_level == "M"


@pytest.mark.parametrize("address", ADDRESSES)
def test_four_modules_of_white_surround_a_code(address: str) -> None:
    picture = drawn(qr_svg(address))
    side, quiet = picture.width, QUIET * PIXELS
    assert picture.point(lambda value: 255 - value).getbbox() == (quiet, quiet, side - quiet, side - quiet)
    assert QUIET == 4


def test_a_code_brings_its_own_black_and_white_and_nothing_that_a_policy_forbids() -> None:
    root = ET.fromstring(qr_svg(ADDRESSES[0]))
    assert [element.tag for element in root.iter()] == ["svg", "rect", "path"]
    assert root.find("path").get("stroke") == "#000"
    assert root.get("shape-rendering") == "crispEdges"
    assert {"style", "class", "id"}.isdisjoint({name for element in root.iter() for name in element.attrib})


def test_a_code_says_what_it_is() -> None:
    assert ET.fromstring(qr_svg("https://site.example/?a=1&b=2")).get("aria-label") == "二维码：https://site.example/?a=1&b=2"
    own = ET.fromstring(qr_svg("https://site.example/", '“手机看” <本文> "1"'))
    assert (own.get("role"), own.get("aria-label")) == ("img", '“手机看” <本文> "1"')


def test_a_code_of_a_story_costs_a_page_little() -> None:
    assert len(qr_svg(ADDRESSES[1]).encode()) < 2500


def test_a_host_in_chinese_is_written_as_the_network_knows_it() -> None:
    assert as_uri("https://双拥.example/故事/") == "https://xn--jor446a.example/%E6%95%85%E4%BA%8B/"


def test_what_is_escaped_already_stays_so() -> None:
    assert as_uri("https://site.example/%E6%95%85/?q=a%20b") == "https://site.example/%E6%95%85/?q=a%20b"


def test_an_address_too_long_for_a_code_is_refused() -> None:
    with pytest.raises(ValueError):
        qr_svg("https://site.example/" + "a" * 2400)
