"""Writes ledger exports for tests: SIE 4 the way programs do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Post(NamedTuple):
    """One row of a voucher; `kr` is text with a dot."""

    account: str
    unit: str
    ore: int
    text: str = ""


def kr(ore: int) -> str:
    """Return kronor with a decimal dot, as SIE wants them."""
    sign = "-" if ore < 0 else ""
    return f"{sign}{abs(ore) // 100}.{abs(ore) % 100:02d}"


def quote(text: str) -> str:
    """Return text between quotation marks."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def voucher(number: int, day: str, posts: Iterable[Post], head: str = "Köp") -> list[str]:
    """Return the lines of a voucher."""
    rows = [
        f"   #TRANS {post.account} {{1 {quote(post.unit)}}} {kr(post.ore)} {day} {quote(post.text)}"
        if post.unit
        else f"   #TRANS {post.account} {{}} {kr(post.ore)}"
        for post in posts
    ]
    return [f"#VER A {number} {day} {quote(head)}", "{", *rows, "}"]


def sie_file(*parts: Iterable[str], year: int = 2022) -> str:
    """Return a SIE file with its head."""
    head = [
        "#FLAGGA 0",
        '#PROGRAM "Ekonomisystemet" 1.0',
        "#FORMAT PC8",
        "#SIETYP 4",
        '#FNAMN "Björkhults kommun"',
        f"#RAR 0 {year}0101 {year}1231",
        f"#RAR -1 {year - 1}0101 {year - 1}1231",
        '#DIM 1 "Kostnadsställe"',
        '#KONTO 5010 "Månadslön"',
    ]
    return "\r\n".join([*head, *(line for part in parts for line in part), ""])
