"""A published bokslut as a working folder: grunddata and entry workbooks in kronor that round to what was printed.

Names of enheter are made up. Print holds rounded tusental kronor, so each amount here is one of many that round to it:
they are chosen so that every printed sum and avvikelse comes out as well. What does not add up in print:

- Summa kostnader, Resultat and Avvikelse often differ by one from their printed parts, since sums were rounded on their
  own (such as Löpande kostnader: 84 824 − 109 700 = −24 876, printed −24 875).
- The sektorer do not add up to the förvaltning. The rest, here the enhet Gemensamt, has its own revenue and cost.
- Avvikelse per enhet in Vård och omsorg adds up to 2 162, the sektor's is 2 161. One enhet stands in print as
  "- 103 tkr positivt resultat"; only +103 agrees with the sektor's total.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.builders import Entries
from workbooks.months import share_out
from xltools.excel.entry import entry_workbook
from xltools.excel.grunddata import grunddata_workbook
from xltools.model.goal import Goal, GoalLevel
from xltools.model.line import Line, LineKind, Lines, MonthlyAmounts
from xltools.model.master import CycleStep, Grant, KeyFigure, MasterData, Municipality, Peer, Rules
from xltools.model.measure import Direction, Measure, MeasureSheet, Rule
from xltools.model.number import ORE_PER_KR, ORE_PER_TKR
from xltools.model.organisation import Level, Organisation, OrgUnit
from xltools.model.period import Period
from xltools.sheets.entry import layouts
from xltools.sheets.spec import Prefill, workbook_name
from xltools.workspace import Workspace

PERIOD = Period(2019, 12)
FIRST_ROW = 6

Rows = tuple[tuple[str, ...], ...]

# Label, Bokslut 2018, Bokslut 2019, Budget 2019, Avvikelse 2019, as printed but with plain signs.
PRINTED: dict[str, Rows] = {
    "Socialförvaltningen": (
        ("Intäkter", "-82 336", "-68 271", "-50 949", "17 322"),
        ("Personalkostnader", "252 076", "250 297", "255 717", "5 420"),
        ("Löpande kostnader", "117 337", "109 700", "84 824", "-24 875"),
        ("Summa kostnader", "369 413", "359 996", "340 541", "-19 455"),
        ("Resultat", "287 077", "291 725", "289 592", "-2 133"),
    ),
    "Alkohol- och tobakssamordnare": (
        ("Intäkter", "-1 325", "-1 485", "-2 007", "-521"),
        ("Personalkostnader", "1 143", "1 092", "1 797", "705"),
        ("Löpande kostnader", "182", "117", "210", "93"),
        ("Summa kostnader", "1 325", "1 209", "2 007", "798"),
        ("Resultat", "0", "-276", "0", "276"),
    ),
    "Vård och omsorg": (
        ("Intäkter", "-5 749", "-4 901", "-1 860", "3 041"),
        ("Personalkostnader", "147 028", "145 777", "145 069", "-708"),
        ("Löpande kostnader", "31 464", "30 721", "30 549", "-172"),
        ("Summa kostnader", "178 492", "176 498", "175 617", "-880"),
        ("Resultat", "172 744", "171 597", "173 757", "2 161"),
    ),
    "Stöd och service": (
        ("Intäkter", "-20 870", "-20 171", "-20 968", "-797"),
        ("Personalkostnader", "72 180", "69 820", "73 742", "3 922"),
        ("Löpande kostnader", "16 607", "16 766", "16 728", "-38"),
        ("Summa kostnader", "88 787", "86 586", "90 470", "3 884"),
        ("Resultat", "67 916", "66 415", "69 502", "3 086"),
    ),
    "Individ och familjeomsorg": (
        ("Intäkter", "-31 608", "-20 043", "-5 072", "14 971"),
        ("Personalkostnader", "27 769", "24 652", "27 262", "2 610"),
        ("Löpande kostnader", "63 340", "56 470", "31 388", "-25 082"),
        ("Summa kostnader", "91 109", "81 121", "58 650", "-22 472"),
        ("Resultat", "59 501", "61 078", "53 577", "-7 501"),
    ),
}

# Intäkter, personal and löpande kostnader in hundreds of kronor: Bokslut 2018, Bokslut 2019, Budget 2019.
_HUNDREDS: dict[str, tuple[tuple[int, int, int], ...]] = {
    "SN": ((-823_360, 2_520_760, 1_173_370), (-682_710, 2_502_968, 1_096_996), (-509_490, 2_557_170, 848_242)),
    "10": ((-13_250, 11_430, 1_820), (-14_852, 10_920, 1_170), (-20_066, 17_968, 2_100)),
    "20": ((-57_489, 1_470_280, 314_644), (-49_010, 1_457_768, 307_210), (-18_600, 1_450_686, 305_488)),
    "30": ((-208_704, 721_798, 166_070), (-201_710, 698_200, 167_661), (-209_684, 737_419, 167_280)),
    "40": ((-316_080, 277_690, 633_400), (-200_430, 246_516, 564_698), (-50_724, 272_618, 313_880)),
}
_ORE_PER_HUNDRED = 100 * ORE_PER_KR

# Enheter of Vård och omsorg: code, made-up name, printed avvikelse in tkr, share of the sektor in per cent.
CARE: tuple[tuple[str, str, int, int], ...] = (
    ("2001", "Sjögården", -337, 17),
    ("2002", "Åsgården", 103, 12),
    ("2003", "Björkgården", 1_048, 16),
    ("2004", "Hemvården öster och väster", -1_115, 24),
    ("2005", "Björkgårdens demensboende", 153, 8),
    ("2006", "Hälsa och sjukvård", -180, 9),
    ("2007", "Korttidshemmet Ängen", 1_148, 8),
    ("2008", "Sektorschefen", 1_342, 6),
)

ACTIONS: tuple[tuple[str, int], ...] = (
    ("Fler arvoderade familjehem i stället för konsulentstödda", 3_873_000),
    ("Missbruksvård tillsammans med Stöd och service", 1_000_000),
    ("Försörjningsstöd", 0),
    ("Familjebehandlare med medel utifrån", 1_350_000),
    ("Färre timmar för anhörigkonsulent", 339_000),
    ("Chef i beredskap", 250_000),
    ("Undersköterska i stället för sjuksköterska", 215_000),
    ("En tjänst färre i öppenvården", 500_000),
)
"""Åtgärder of Individ och familjeomsorg with their effect in kronor; in print they come to 7 527 000."""

GRANTS: tuple[tuple[str, int | None], ...] = (
    ("Habiliteringsersättning", 747_284),
    ("Förstärkt bemanning (1)", 699_301),
    ("Psykisk ohälsa BoU", None),
    ("Våld i nära relationer", 172_864),
    ("Förstärkt bemanning (2)", 1_153_529),
    ("Stimulansmedel", 340_425),
)

# Utredningar: January–August and September–December, by IBIC and in all.
IBIC, ALL_CASES = (571, 333), (802, 333)

_TREE = (
    OrgUnit("SN", "Socialnämnden", Level.NAMND),
    OrgUnit("0001", "Gemensamt", Level.ENHET, "SN", "Tora Vidmark"),
    OrgUnit("10", "Alkohol- och tobakssamordnare", Level.OMRADE, "SN"),
    OrgUnit("1001", "Tillstånd och tillsyn", Level.ENHET, "10", "Alvar Brink"),
    OrgUnit("20", "Vård och omsorg", Level.OMRADE, "SN"),
    *(OrgUnit(code, name, Level.ENHET, "20", "Sigrid Lundmark") for code, name, _, _ in CARE),
    OrgUnit("30", "Stöd och service", Level.OMRADE, "SN"),
    OrgUnit("3001", "Boende och daglig verksamhet", Level.ENHET, "30", "Melker Dahlin"),
    OrgUnit("40", "Individ och familjeomsorg", Level.OMRADE, "SN"),
    OrgUnit("4001", "Utredning och behandling", Level.ENHET, "40", "Ebba Rosén"),
)

_LINES = (
    Line("30", "Avgifter och bidrag", LineKind.REVENUE, "Intäkter", ((3000, 3999),)),
    Line("50", "Löner och avgifter", LineKind.COST, "Personalkostnader", ((5000, 5999),)),
    Line("40", "Köp av verksamhet", LineKind.COST, "Övriga kostnader", ((4000, 4999),)),
    Line("60", "Övriga driftkostnader", LineKind.COST, "Övriga kostnader", ((6000, 7999),)),
)
_BOUGHT_PERCENT = 37

_MEASURES = (
    Measure("utredningar", "Utredningar", MeasureSheet.VOLUMES, "antal", Rule.SUM, units=("2007",)),
    Measure("ibic", "Utredningar enligt IBIC", MeasureSheet.VOLUMES, "antal", Rule.SUM, units=("2007",)),
)

_GOALS = (
    Goal("K1", "Ett gott liv i hela kommunen", GoalLevel.COUNCIL),
    Goal("N1", "Stödet utgår från den enskildes behov", GoalLevel.BOARD, "K1", units=("2001",)),
    Goal("N1a", "Genomförandeplaner som är aktuella", GoalLevel.INDICATOR, "N1", unit="%", target=Decimal(90),
         direction=Direction.HIGHER, units=("2001",)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Year:
    """Öre of one enhet by column: Bokslut 2018, Bokslut 2019, Budget 2019; each by kostnadsslag."""

    columns: tuple[dict[str, int], dict[str, int], dict[str, int]]


def _by_line(revenue: int, staff: int, other: int) -> dict[str, int]:
    bought, rest = share_out(other, (_BOUGHT_PERCENT, 100 - _BOUGHT_PERCENT))
    return {"30": revenue, "50": staff, "40": bought, "60": rest}


def _common() -> tuple[tuple[int, ...], ...]:
    """Return what no sektor has: the förvaltning less its sektorer."""
    whole, *sectors = (_HUNDREDS[code] for code in ("SN", "10", "20", "30", "40"))
    return tuple(tuple(whole[c][i] - sum(one[c][i] for one in sectors) for i in range(3)) for c in range(len(whole)))


def _care() -> dict[str, _Year]:
    """Return the enheter of Vård och omsorg: the sektor shared out, staff cost set so that avvikelse is as printed."""
    weights = [share for *_, share in CARE]
    parts = [[share_out(amount * _ORE_PER_HUNDRED, weights) for amount in column] for column in _HUNDREDS["20"]]
    before, outcome, budget = parts
    deviation = sum(budget[i][n] - outcome[i][n] for i in range(3) for n in range(len(CARE)))
    printed = sum(tkr for _, _, tkr, _ in CARE) * ORE_PER_TKR
    # What print has rounded away, the same for all; much less than half a tusental kronor each.
    spread = share_out(deviation - printed, [1] * len(CARE))
    found = {}
    for n, (code, _, tkr, _) in enumerate(CARE):
        net = sum(budget[i][n] for i in range(3)) - (tkr * ORE_PER_TKR + spread[n])
        staff = net - outcome[0][n] - outcome[2][n]
        found[code] = _Year(
            (
                _by_line(before[0][n], before[1][n], before[2][n]),
                _by_line(outcome[0][n], staff, outcome[2][n]),
                _by_line(budget[0][n], budget[1][n], budget[2][n]),
            )
        )
    return found


def _whole(columns: tuple[tuple[int, ...], ...]) -> _Year:
    before, outcome, budget = (_by_line(*(amount * _ORE_PER_HUNDRED for amount in column)) for column in columns)
    return _Year((before, outcome, budget))


def amounts() -> dict[str, _Year]:
    """Return öre by enhet, column and kostnadsslag."""
    singles = {"0001": _common(), "1001": _HUNDREDS["10"], "3001": _HUNDREDS["30"], "4001": _HUNDREDS["40"]}
    return {code: _whole(columns) for code, columns in singles.items()} | _care()


_DECEMBER = 12
_EVEN = (1,) * _DECEMBER


def _months(ore: int, known: int = _DECEMBER) -> tuple[int | None, ...]:
    return tuple(amount if month < known else None for month, amount in enumerate(share_out(ore, _EVEN)))


def master() -> MasterData:
    """Return grunddata: the budget of 2019, the ledger of 2018 and of January–November 2019; enheter type December."""
    found = amounts()
    before, outcome, budget = (
        [(unit, line, ore) for unit, year in found.items() for line, ore in year.columns[column].items()]
        for column in range(3)
    )
    booked = [(unit, line, 2018, _months(ore)) for unit, line, ore in before]
    booked += [(unit, line, 2019, _months(ore, _DECEMBER - 1)) for unit, line, ore in outcome]
    return MasterData(
        organisation=Organisation(_TREE),
        lines=Lines(_LINES),
        measures=_MEASURES,
        goals=_GOALS,
        investments=(),
        budget=tuple(
            MonthlyAmounts(unit, line, 2019, _months(ore), row)
            for row, (unit, line, ore) in enumerate(budget, FIRST_ROW)
        ),
        outcome=tuple(MonthlyAmounts(*one, row) for row, one in enumerate(booked, FIRST_ROW)),
        measure_history=(),
        adjustments=(),
        cycle=(CycleStep(PERIOD, "Bokslut", date(2020, 1, 24), "bokslut"),),
        cases=(),
        rules=Rules(entry_unit="kr"),
        municipality=Municipality("Lövhamra kommun", "Socialnämnden", "Socialförvaltningen"),
        key_figures=tuple(
            KeyFigure("N23890", "Kvalitetsaspekter i särskilt boende", "%", "20", peer, year, value, row)
            for row, (peer, year, value) in enumerate(
                (
                    (peer, year, Decimal(value) / 2 + year - 2017)
                    for peer, value in ((Peer.OWN, 111), (Peer.PEERS, 120), (Peer.NATION, 125))
                    for year in (2017, 2018, 2019)
                ),
                FIRST_ROW,
            )
        ),
        grants=tuple(
            Grant(name, "Socialstyrelsen", 2019, None if kronor is None else kronor * ORE_PER_KR, "", row)
            for row, (name, kronor) in enumerate(GRANTS, FIRST_ROW)
        ),
    )


def entries(unit: str) -> Entries:
    """Return what one enhet typed: December's outcome, the year, reasons, åtgärder, volumes, goals and words."""
    typed: Entries = {("Info", "kontakt", "varde"): "Tora Vidmark", ("Info", "datum", "varde"): date(2020, 1, 15)}
    for line, ore in amounts()[unit].columns[1].items():
        typed["Drift", line, "m12"] = _kronor(share_out(ore, _EVEN)[-1])
        typed["Drift", line, "prognos"] = _kronor(ore)
        typed["Drift", line, "kommentar"] = "Volymerna blev andra än budgeterat."
    if unit == "4001":
        for number, (what, kronor) in enumerate(ACTIONS, 1):
            typed["Åtgärder", str(number), "atgard"] = what
            typed["Åtgärder", str(number), "effekt"] = kronor
    if unit == "2007":
        for measure, (early, late) in {"ibic": IBIC, "utredningar": ALL_CASES}.items():
            months = (*share_out(early, (1,) * 8), *share_out(late, (1,) * 4))
            typed |= {("Volymer", measure, f"m{month}"): count for month, count in enumerate(months, 1)}
    if unit == "2001":
        typed |= {("Mål", "N1", "bedomning"): "Delvis uppfyllt", ("Mål", "N1a", "bedomning"): "Ej uppfyllt",
                  ("Mål", "N1a", "utfall"): 81.5, ("Mål", "N1a", "orsak"): "Vakanser.",
                  ("Mål", "N1a", "atgard"): "Utbildning.",
                  ("Texter", "framtid", "text"): "Fler behöver plats nästa år."}  # fmt: skip
    return typed


def _kronor(ore: int) -> float | int:
    return ore // ORE_PER_KR if ore % ORE_PER_KR == 0 else float(Decimal(ore) / ORE_PER_KR)


def folder(root: Path, *, without: Collection[str] = ()) -> Workspace:
    """Return a working folder with grunddata and the workbooks of every enhet but those in `without`."""
    data, workspace = master(), Workspace(root)
    root.mkdir(parents=True, exist_ok=True)
    workspace.master.write_bytes(grunddata_workbook(data))
    deliveries = workspace.deliveries(PERIOD)
    deliveries.mkdir(parents=True)
    for unit in data.organisation.units:
        if unit.code not in without:
            made = layouts(data, unit, PERIOD, Prefill(entries=entries(unit.code)))
            (deliveries / workbook_name(unit.code, PERIOD)).write_bytes(entry_workbook(made, unit, PERIOD))
    return workspace
