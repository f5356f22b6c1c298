"""What the example shows beside its own figures: invented key figures as from Kolada, and statsbidrag."""

from __future__ import annotations

from decimal import Decimal

from xltools.model.master import Grant, KeyFigure, Peer
from xltools.model.number import ORE_PER_KR

from .ledger import FIRST_ROW, YEAR

# Code, name, unit, part of the tree; then own kommun, liknande kommuner and riket, 2018–2021.
_KEY_FIGURES = (
    ("N30101", "Kostnad för individ- och familjeomsorg per invånare", "kr", "",
     ("4712", "4866", "5043", "5291"), ("4655", "4760", "4897", "5058"), ("4598", "4702", "4811", "4954")),
    ("U33404", "Väntetid från ansökan till beslut om ekonomiskt bistånd", "dagar", "50",
     ("17", "16", "15", "13"), ("15", "15", "16", "15"), ("16", "16", "16", "16")),
    ("U31402", "Barn och unga som inte har kommit tillbaka inom ett år efter avslutad insats", "%", "20",
     ("79", "77", "80", "82"), ("78", "79", "79", "80"), ("77", "77", "78", "79")),
    ("U28532", "Boende i gruppbostad som får bestämma om det som är viktigt hemma", "%", "30",
     ("78", "80", "79", "83"), ("79", "80", "81", "81"), ("78", "79", "79", "80")),
)  # fmt: skip
_YEARS = (2018, 2019, 2020, 2021)

# Name, who pays, kronor where it is known, and who uses it.
_GRANTS = (
    ("Stärkt bemanning i barn- och ungdomsvården", "Socialstyrelsen", 1_846_300, "20"),
    ("Familjehem och jourhem", "Socialstyrelsen", 615_000, "2023"),
    ("Habiliteringsersättning", "Socialstyrelsen", 1_204_750, "3024"),
    ("Våld i nära relationer", "Socialstyrelsen", 398_120, "5051"),
    ("Lågtröskelverksamhet", "Länsstyrelsen", 540_000, "5021"),
    ("Digital tillgänglighet", "Myndigheten för delaktighet", 620_000, "1003"),
    ("Psykisk hälsa och suicidprevention", "Regionen", None, "50"),
)


def key_figures() -> tuple[KeyFigure, ...]:
    """Return four key figures, each of three series over four years."""
    values = [
        (code, name, unit, node, peer, year, Decimal(value))
        for code, name, unit, node, *series in _KEY_FIGURES
        for peer, of_years in zip(Peer, series, strict=True)
        for year, value in zip(_YEARS, of_years, strict=True)
    ]
    return tuple(KeyFigure(*value, row) for row, value in enumerate(values, start=FIRST_ROW))


def grants() -> tuple[Grant, ...]:
    """Return the statsbidrag of the year; one has no amount yet."""
    return tuple(
        Grant(name, source, YEAR, None if kronor is None else kronor * ORE_PER_KR, node, row)
        for row, (name, source, kronor, node) in enumerate(_GRANTS, start=FIRST_ROW)
    )
