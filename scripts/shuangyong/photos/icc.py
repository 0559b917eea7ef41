"""Colour profiles for pictures that name their colours without bringing a profile.

Builds matrix profiles (ICC.1:2001-04, version 2) from chromaticities and a tone curve.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from typing import NamedTuple

Chromaticity = tuple[float, float]
D65: Chromaticity = (0.3127, 0.3290)
D50_XYZ = (0.9642, 1.0, 0.8249)

_BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))

Matrix = Sequence[Sequence[float]]


class Primaries(NamedTuple):
    """Chromaticities of red, green, blue and white in CIE 1931 xy."""

    red: Chromaticity
    green: Chromaticity
    blue: Chromaticity
    white: Chromaticity = D65


SRGB = Primaries((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
DISPLAY_P3 = Primaries((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))
ADOBE_RGB = Primaries((0.64, 0.33), (0.21, 0.71), (0.15, 0.06))
BT_2020 = Primaries((0.708, 0.292), (0.170, 0.797), (0.131, 0.046))
ADOBE_GAMMA = 563 / 256


def srgb_curve(value: float) -> float:
    """IEC 61966-2-1, encoded to linear, both 0 to 1."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def gamma_curve(gamma: float) -> Callable[[float], float]:
    return lambda value: value**gamma


def build_profile(primaries: Primaries, curve: Callable[[float], float], name: str) -> bytes:
    """The profile's bytes. Raises ZeroDivisionError where the chromaticities make no sense."""
    columns = _colorants(primaries)
    points = [round(curve(i / 1023) * 65535) for i in range(1024)]
    tone = b"curv\0\0\0\0" + struct.pack(">I1024H", 1024, *points)
    text = name.encode("ascii") + b"\0"
    description = b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + b"\0" * 78
    tags = {
        b"desc": description,
        b"cprt": b"text\0\0\0\0CC0\0",
        b"wtpt": _xyz(D50_XYZ),
        b"rXYZ": _xyz(columns[0]),
        b"gXYZ": _xyz(columns[1]),
        b"bXYZ": _xyz(columns[2]),
        b"rTRC": tone,
        b"gTRC": tone,
        b"bTRC": tone,
    }
    return _assembled(tags)


def _assembled(tags: dict[bytes, bytes]) -> bytes:
    at = 128 + 4 + 12 * len(tags)
    table, body, placed = b"", b"", {}
    for name, data in tags.items():
        data += b"\0" * (-len(data) % 4)
        if data not in placed:
            placed[data] = at + len(body)
            body += data
        table += struct.pack(">4sII", name, placed[data], len(data))
    header = struct.pack(">I4sI4s4s4s", at + len(body), b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28 + struct.pack(">3i", *map(_fixed, D50_XYZ))
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def _colorants(primaries: Primaries) -> list[tuple[float, ...]]:
    """The XYZ of each primary, adapted to D50."""
    whole = [_to_xyz(xy) for xy in primaries[:3]]
    white = _to_xyz(primaries.white)
    scale = _apply(_inverse(list(zip(*whole, strict=True))), white)
    adapt = _adaptation(white, D50_XYZ)
    return [tuple(_apply(adapt, [part * factor for part in xyz])) for xyz, factor in zip(whole, scale, strict=True)]


def _adaptation(source: Sequence[float], target: Sequence[float]) -> Matrix:
    """Bradford's chromatic adaptation from one white to another."""
    have, want = _apply(_BRADFORD, source), _apply(_BRADFORD, target)
    scaled = [[w / h * value for value in row] for h, w, row in zip(have, want, _BRADFORD, strict=True)]
    return _product(_inverse(_BRADFORD), scaled)


def _to_xyz(xy: Chromaticity) -> tuple[float, float, float]:
    x, y = xy
    return x / y, 1.0, (1 - x - y) / y


def _apply(matrix: Matrix, vector: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def _product(left: Matrix, right: Matrix) -> Matrix:
    return [[sum(a * b for a, b in zip(row, column, strict=True)) for column in zip(*right, strict=True)] for row in left]


def _inverse(m: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = m
    det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    return [
        [(e * i - f * h) / det, (c * h - b * i) / det, (b * f - c * e) / det],
        [(f * g - d * i) / det, (a * i - c * g) / det, (c * d - a * f) / det],
        [(d * h - e * g) / det, (b * g - a * h) / det, (a * e - b * d) / det],
    ]


def _xyz(values: Sequence[float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *map(_fixed, values))


def _fixed(value: float) -> int:
    """s15Fixed16Number."""
    return round(value * 65536)
