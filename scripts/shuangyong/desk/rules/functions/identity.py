"""Numbers that belong to one person: resident identity, bank cards."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from .base import Hit, known_as

_RESIDENT = re.compile(r"(?<![\dA-Za-z])([1-9]\d{5})[ ]?((?:18|19|20)\d{2})(\d{2})(\d{2})[ ]?(\d{3}[\dXx])(?![\dA-Za-z])")
_NAMED = re.compile(r"身份证|身份号码|证件号")
_PROVINCES = frozenset(
    [
        "11", "12", "13", "14", "15",
        "21", "22", "23",
        "31", "32", "33", "34", "35", "36", "37",
        "41", "42", "43", "44", "45", "46",
        "50", "51", "52", "53", "54",
        "61", "62", "63", "64", "65",
        "71",
        "81", "82", "83",
    ]
)


def check_digit(first_17: str) -> str:
    """The eighteenth character of a resident identity number: GB 11643, by ISO 7064 MOD 11-2."""
    return "10X98765432"[sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(first_17)) % 11]


@known_as("resident-ids")
def resident_ids(doc, rule, desk) -> Iterator[Hit]:
    """Eighteen characters whose check digit fits, or that are called an identity number."""
    for match in _RESIDENT.finditer(doc.text):
        region, year, month, day, rest = match.groups()
        if region[:2] not in _PROVINCES or not _is_date(int(year), int(month), int(day)):
            continue
        number = region + year + month + day + rest
        is_sound = check_digit(number[:17]) == number[17].upper()
        if is_sound or _NAMED.search(doc.text, max(0, match.start() - 14), match.start()):
            yield Hit(match.start(), match.end(), {"doubt": "" if is_sound else "（末位校验不符，也不能写）"})


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


_CARD = re.compile(r"(?<![\dA-Za-z.])(?:\d[ -]?){15,18}\d(?![\dA-Za-z.])")
_ISSUERS = re.compile(r"62|60|81|9[0-9]|4|5[1-5]|2[2-7]|35|37")
"""UnionPay, older Chinese cards, Visa, Mastercard, JCB, American Express."""


_ACCOUNT = re.compile(r"(?:卡号|账号|帐号|账户|银行卡|借记卡|信用卡|存折)[^，。；\d]{0,6}$")


def fits_luhn(digits: str) -> bool:
    """Whether the last digit of a card number checks: ISO/IEC 7812-1."""
    doubled = (int(digit) * 2 if place % 2 else int(digit) for place, digit in enumerate(reversed(digits)))
    return sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0


@known_as("bank-cards")
def bank_cards(doc, rule, desk) -> Iterator[Hit]:
    for match in _CARD.finditer(doc.text):
        digits = re.sub(r"\D", "", match[0])
        is_card = _ISSUERS.match(digits) and fits_luhn(digits) and not _RESIDENT.fullmatch(match[0])
        if is_card or _ACCOUNT.search(doc.text, max(0, match.start() - 12), match.start()):
            yield Hit(match.start(), match.end())
