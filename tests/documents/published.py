"""A published tertialrapport as grunddata and a summary, typed in from print: what documents are held against."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from tests.builders import small_master
from xltools.model.fact import Domain, Statement
from xltools.model.line import Line, LineKind, Lines
from xltools.model.master import MasterData
from xltools.model.number import ORE_PER_TKR
from xltools.model.organisation import Level, Organisation, OrgUnit
from xltools.model.period import Period
from xltools.model.place import Place
from xltools.model.totals import COST, NET, REVENUE, Action, DriftSum, InvestmentSum, Summary, group_key

PERIOD = Period(2022, 8)
PREVIOUS = Period(2022, 6)

# Label, budget, prognos, avvikelse, as printed but with plain signs.
BY_LINE = (
    ("Intäkter", "-77 174", "-82 599", "5 425"),
    ("Personalkostnader", "637 522", "629 622", "7 900"),
    ("Lokalkostnader", "73 101", "73 601", "-500"),
    ("Kapitalkostnader", "1 760", "1 760", "0"),
    ("Övriga kostnader", "273 227", "298 752", "-25 525"),
    ("Summa KOSTNADER", "985 610", "1 003 735", "-18 125"),
    ("Summa RESULTAT", "908 436", "921 136", "-12 700"),
)
BY_NODE = (
    ("LEDNINGS- O STÖDFUNKTIONER", "75 452", "58 877", "16 575"),
    ("BARN o FAMILJ", "207 870", "221 970", "-14 100"),
    ("Gemensamt barn o familj", "13 569", "13 169", "400"),
    ("Trygga, säkra o stödja barn o ungas levnadsvillkor", "140 271", "155 471", "-15 200"),
    ("Säkra o föra fram barnets rätt", "3 947", "3 747", "200"),
    ("Möjliggöra utveckling hos barn o unga m funktionsnedsättning", "50 083", "49 583", "500"),
    ("FUNKTIONSSTÖD VUXEN", "374 733", "378 133", "-3 400"),
    ("Gemensamt vuxna m funktionsnedsättning att leva som andra", "19 139", "19 539", "-400"),
    ("Möjliggöra för kvinnor o män m funktionsnedsättning att leva som andra", "355 594", "358 594", "-3 000"),
    ("HÄLSO- OCH SJUKVÅRD", "17 956", "18 931", "-975"),
    ("Tillgodose behov av hälso- och sjukvård", "17 956", "18 931", "-975"),
    ("VUXEN", "232 425", "243 225", "-10 800"),
    ("Gemensamt vuxen", "13 830", "13 530", "300"),
    ("Möjliggöra ett liv fritt från riskbruk, missbruk o beroende", "34 566", "43 816", "-9 250"),
    ("Verka för att vuxna m psykisk funktionsnedsättning kan leva som andra", "132 919", "132 119", "800"),
    ("Utreda o bedöma rätt till ekonomiskt bistånd", "50 210", "52 860", "-2 650"),
    ("Möjliggöra för kvinnor o män att leva i relationer fria från våld", "900", "900", "0"),
    ("Summa", "908 436", "921 136", "-12 700"),
)
INVESTMENTS = (
    ("Inkomster", "", "", ""),
    ("Utgifter", "1 400", "1 400", "0"),
    ("Summa NETTOINVESTERINGAR", "1 400", "1 400", "0"),
)
STAFF = (
    ("Kvinnor", "760", "756,7", "773", "768,7"),
    ("Män", "252", "250,3", "259", "258,2"),
    ("Totalt", "1 012", "1 006,9", "1 032", "1 026,8"),
)
SICK_LEAVE = (
    ("Kvinnor", "8,79 %", "9,65 %", "8,02 %", "8,26 %"),
    ("Män", "4,09 %", "6,12 %", "5,05 %", "5,58 %"),
    ("Totalt", "7,57 %", "8,73 %", "7,24 %", "7,54 %"),
)
_SEXES = dict(zip(("Kvinnor", "Män", "Totalt"), ("K", "M", ""), strict=True))

_AREAS = {"LEDNINGS- O STÖDFUNKTIONER", "BARN o FAMILJ", "FUNKTIONSSTÖD VUXEN", "HÄLSO- OCH SJUKVÅRD", "VUXEN"}
_JUNE_FORECAST_TKR = 920_036


def number(text: str) -> Decimal:
    """Return a printed number."""
    return Decimal(text.removesuffix("%").replace(" ", "").replace(",", "."))


def nodes() -> tuple[OrgUnit, ...]:
    """Return the tree: what is printed, and one enhet below each leaf."""
    found = [OrgUnit("SN", "Socialnämnden", Level.NAMND)]
    area = parent = 0
    for name, *_ in BY_NODE[:-1]:
        if name in _AREAS:
            area, parent = area + 10, 0
            found.append(OrgUnit(str(area), name, Level.OMRADE, "SN"))
            if area == 10:  # the only område without processes
                found.append(OrgUnit("1001", "Ekonomi och administration", Level.ENHET, "10"))
        else:
            parent += 1
            code = f"{area}{parent}"
            found.append(OrgUnit(code, name, Level.VERKSAMHET, str(area)))
            found.append(OrgUnit(f"{code}1", f"Enheten {code}1", Level.ENHET, code))
    return tuple(found)


def master() -> MasterData:
    """Return grunddata with the printed tree and kostnadsslag; what else it needs comes from the small municipality."""
    small = small_master()
    lines = [
        Line(str(code), name, LineKind.COST if code else LineKind.REVENUE, name)
        for code, (name, *_) in enumerate(BY_LINE[:-2])
    ]
    return MasterData(
        organisation=Organisation(nodes()),
        lines=Lines(tuple(lines)),
        measures=tuple(
            dataclasses.replace(one, decimals=2) if one.code == "sjukfranvaro" else one for one in small.measures
        ),
        goals=small.goals,
        investments=(),
        budget=(),
        outcome=(),
        measure_history=(),
        adjustments=(),
        cycle=small.cycle,
        cases=small.cases,
        rules=small.rules,
        municipality=small.municipality,
    )


def summary(*, words: tuple[Statement, ...] = (), actions: tuple[Action, ...] = ()) -> Summary:
    """Return the printed figures as sums, a June forecast of −11,6 mnkr, and the words and actions given."""
    codes = {node.name: node.code for node in nodes()}
    drift = {(codes[name], NET): _sum(budget, forecast) for name, budget, forecast, _ in BY_NODE[:-1]}
    keys = {"Intäkter": REVENUE, "Summa KOSTNADER": COST, "Summa RESULTAT": NET}
    for name, budget, forecast, _ in BY_LINE:
        drift["SN", keys.get(name, group_key(name))] = _sum(budget, forecast)
    drift["SN", NET] = _sum(BY_LINE[-1][1], BY_LINE[-1][2], previous=_JUNE_FORECAST_TKR)
    measures: dict[tuple[str, str, str, int], Decimal] = {}
    for name, *values in STAFF:
        for i, text in enumerate(values):
            code = "arsarbetare" if i % 2 else "antal_personer"
            measures["SN", code, _SEXES[name], 2021 + i // 2] = number(text)
    for name, *values in SICK_LEAVE:
        for i, text in enumerate(values):
            measures["SN", "sjukfranvaro", _SEXES[name], 2019 + i] = number(text)
    invested = InvestmentSum(1_400 * ORE_PER_TKR, 300 * ORE_PER_TKR, 1_400 * ORE_PER_TKR)
    return Summary(
        PERIOD,
        drift,
        measures,
        investments={("SN", "inkomst"): InvestmentSum(), ("SN", "utgift"): invested, ("SN", "netto"): invested},
        actions=actions,
        statements=words,
        previous=PREVIOUS,
        sources={("SN", NET, "prognos"): (Place("inlamning/2022-08/2022-08_1001.xlsx", "Drift", "J8"),)},
    )


def _sum(budget: str, forecast: str, previous: int | None = None) -> DriftSum:
    whole, expected = (int(number(text)) * ORE_PER_TKR for text in (budget, forecast))
    return DriftSum(
        whole, whole * 2 // 3, whole * 2 // 3, forecast=expected,
        previous=None if previous is None else previous * ORE_PER_TKR,
    )  # fmt: skip


def said(unit: str, domain: Domain, item: str, field: str, text: str) -> Statement:
    """Return words of one enhet."""
    return Statement(unit, domain, item, field, text, Place(f"inlamning/2022-08/2022-08_{unit}.xlsx", "Texter", "C6"))
