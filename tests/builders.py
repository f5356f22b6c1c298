"""A small municipality for tests: one nämnd, two områden, three verksamheter, four enheter, and clean entries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from xltools.model.fact import MEASURE_SCALE
from xltools.model.goal import Goal, GoalLevel
from xltools.model.line import Coarse, Line, LineKind, Lines, MonthlyAmounts, Profile
from xltools.model.master import (
    Adjustment,
    Case,
    CycleStep,
    Decision,
    Grant,
    Investment,
    KeyFigure,
    MasterData,
    Municipality,
    Peer,
    Prospect,
    Rules,
)
from xltools.model.measure import Direction, Measure, MeasureHistory, MeasureSheet, Rule
from xltools.model.move import Move
from xltools.model.number import ORE_PER_TKR
from xltools.model.organisation import Level, Organisation, OrgUnit
from xltools.model.period import Period
from xltools.sheets import atgarder, drift, info, investeringar, justeringar, mal, personal, texter, volymer
from xltools.sheets.entry import layouts
from xltools.sheets.spec import TABLE_HEADER, CellValue, Kind, Layout, Prefill, Row

PERIOD = Period(2022, 8)

Entries = dict[tuple[str, str, str], CellValue]
"""What one unit has typed in: (sheet, row key, column key) → value, as `Prefill.entries` takes it."""

_FIRST_ROW = TABLE_HEADER + 2
"""One-based row of the first line of data on a sheet of grunddata."""

_NODES = (
    OrgUnit("SN", "Socialnämnden", Level.NAMND),
    OrgUnit("1", "Individ- och familjeomsorg", Level.OMRADE, "SN", "Karin Almgren"),
    OrgUnit("101", "Barn och unga", Level.VERKSAMHET, "1", "Karin Almgren"),
    OrgUnit("1011", "Utredningsenheten", Level.ENHET, "101", "Maja Ekdal"),
    OrgUnit("1012", "Familjestödet", Level.ENHET, "101", "Olle Sandvik"),
    OrgUnit("102", "Vuxna", Level.VERKSAMHET, "1", "Karin Almgren"),
    OrgUnit("1021", "Boendestödet", Level.ENHET, "102", "Petra Lindqvist"),
    OrgUnit("2", "Funktionsstöd", Level.OMRADE, "SN", "Jonas Hedman"),
    OrgUnit("201", "Bostad enligt LSS", Level.VERKSAMHET, "2", "Jonas Hedman"),
    OrgUnit("2011", "Gruppbostaden Björken", Level.ENHET, "201", "Sara Nylund"),
)
_UNITS = tuple(node.code for node in _NODES if node.level is Level.ENHET)

_LINES = (
    Line("31", "Taxor och avgifter", LineKind.REVENUE, "Intäkter", ((3100, 3499),)),
    Line("50", "Personalkostnader", LineKind.COST, "Personalkostnader", ((5000, 5999),)),
    Line("46", "Köp av verksamhet", LineKind.COST, "Övriga kostnader", ((4600, 4699),), Coarse.OTHER),
    Line("70", "Övriga driftskostnader", LineKind.COST, "Övriga kostnader", ((6000, 7999), (8500, 8599))),
)

# Tkr a month for the first unit; the others are multiples of it.
_BASE_TKR = {"31": -60, "50": 900, "46": 250, "70": 110}
_SCALE = dict(zip(_UNITS, (2, 1, 3, 4), strict=True))
_SEASON = (100, 98, 101, 100, 102, 104, 95, 97, 100, 101, 100, 102)

_MEASURES = (
    Measure("vardygn", "Vårddygn HVB", MeasureSheet.VOLUMES, "dygn", Rule.SUM, direction=Direction.LOWER, units=("1",)),
    Measure("brukare", "Brukare med insats", MeasureSheet.VOLUMES, "antal", Rule.LAST),
    Measure("platser", "Platser", MeasureSheet.VOLUMES, "antal", Rule.MEAN, units=("2", "102")),
    Measure("belaggning", "Beläggning", MeasureSheet.VOLUMES, "%", Rule.WEIGHTED, 1, weight="platser",
            target=Decimal(95), direction=Direction.HIGHER, units=("2", "102")),
    Measure("beslut", "Fattade beslut", MeasureSheet.VOLUMES, "antal", Rule.SUM, lag=1),
    Measure("itid", "Beslut inom fyra månader", MeasureSheet.VOLUMES, "antal", Rule.SUM, lag=1),
    Measure("andel_itid", "Andel beslut inom fyra månader", MeasureSheet.VOLUMES, "%", Rule.RATIO, 1,
            numerator="itid", denominator="beslut", target=Decimal(90), direction=Direction.HIGHER, lag=1,
            footnote="Avser beslut till och med månaden före rapporten."),
    Measure("anstallda", "Tillsvidareanställda", MeasureSheet.STAFF, "antal", Rule.LAST, by_sex=True),
    Measure("arsarbetare", "Årsarbetare", MeasureSheet.STAFF, "årsarbetare", Rule.LAST, 1, by_sex=True),
    Measure("timavlonade", "Timavlönades timmar", MeasureSheet.STAFF, "timmar", Rule.SUM, lag=1),
    Measure("sjuktid", "Sjuktid", MeasureSheet.STAFF, "timmar", Rule.SUM, by_sex=True, lag=1),
    Measure("arbetstid", "Ordinarie arbetstid", MeasureSheet.STAFF, "timmar", Rule.SUM, by_sex=True, lag=1),
    Measure("sjukfranvaro", "Sjukfrånvaro", MeasureSheet.STAFF, "%", Rule.RATIO, 1, by_sex=True, numerator="sjuktid",
            denominator="arbetstid", direction=Direction.LOWER, lag=1),
)  # fmt: skip

_GOALS = (
    Goal("F1", "Trygghet i vardagen", GoalLevel.FOCUS),
    Goal("K1", "Alla barn ska få växa upp tryggt", GoalLevel.COUNCIL, "F1"),
    Goal("N1", "Stödet ska ges i rätt tid", GoalLevel.BOARD, "K1", "Den som söker stöd får besked utan dröjsmål."),
    Goal("N1a", "Utredningar klara inom fyra månader", GoalLevel.INDICATOR, "N1", unit="%", target=Decimal(90),
         direction=Direction.HIGHER, units=("1",)),
    Goal("U1", "Ta fram en plan för familjehem", GoalLevel.ASSIGNMENT, "N1", "Planen beslutas av nämnden.",
         due=date(2022, 12, 31), units=("101",)),
    Goal("F2", "En attraktiv arbetsgivare", GoalLevel.FOCUS),
    Goal("N2", "Sjukfrånvaron ska minska", GoalLevel.BOARD, "F2"),
    Goal("N2a", "Hållbart medarbetarengagemang", GoalLevel.INDICATOR, "N2", unit="index", target=Decimal("78.5"),
         direction=Direction.HIGHER, by_sex=True),
    Goal("U2", "Pröva resursteam mot timanställningar", GoalLevel.ASSIGNMENT, "N2", due=date(2022, 10, 31),
         units=("2011", "1021")),
)  # fmt: skip

_INVESTMENTS = (
    Investment("I01", "Möbler till gruppbostaden", "2011", 2022, "utgift", 300 * ORE_PER_TKR, _FIRST_ROW),
    Investment("I02", "Bidrag till välfärdsteknik", "2011", 2022, "inkomst", -75 * ORE_PER_TKR, _FIRST_ROW + 1),
    Investment("I03", "Utredningslokal", "1011", 2022, "utgift", 120 * ORE_PER_TKR, _FIRST_ROW + 2),
)

# A period that no test adds up: what people judged of it stands in grunddata and changes nothing.
_EARLY = Period(2022, 1)
_COMMENT = "Avvikelsen beror på fler placeringar än budgeterat under våren."


def _money(years: range, months: dict[int, int], growth: int) -> tuple[MonthlyAmounts, ...]:
    """Return rows of money: years in order, each unit and line; `growth` is per mille added for each year."""
    keys = [(year, unit, line.code) for year in years for unit in _UNITS for line in _LINES]
    return tuple(
        MonthlyAmounts(unit, line, year, _year(unit, line, year, months.get(year, 12), growth), _FIRST_ROW + i)
        for i, (year, unit, line) in enumerate(keys)
    )


def _year(unit: str, line: str, year: int, months: int, growth: int) -> tuple[int | None, ...]:
    # 10 öre × 1000 × per cent of season: whole hundreds of kronor never hide a fault of rounding.
    yearly = _BASE_TKR[line] * _SCALE[unit] * (1000 + growth * (year - PERIOD.year))
    return tuple(yearly * season if month < months else None for month, season in enumerate(_SEASON))


def _history() -> tuple[MeasureHistory, ...]:
    year = PERIOD.year - 1
    rows: list[tuple[str, str, int, str, int]] = []
    for unit in _UNITS:
        concerned = {m.code for sheet in MeasureSheet for m in _bare().measures_of(unit, sheet) if m.entered}
        for measure in (m for m in _MEASURES if m.code in concerned):
            if measure.sheet is MeasureSheet.VOLUMES:
                rows += [(unit, measure.code, m, "", _volume(measure.code, _SCALE[unit], m)) for m in range(1, 13)]
            else:
                month = PERIOD.month - measure.lag
                rows += [
                    (unit, measure.code, month, sex, _staff(measure.code, _SCALE[unit], sex) - 1)
                    for sex in (("K", "M") if measure.by_sex else ("",))
                ]
    return tuple(
        MeasureHistory(unit, measure, year, month, sex, value * MEASURE_SCALE, _FIRST_ROW + i)
        for i, (unit, measure, month, sex, value) in enumerate(rows)
    )


def _volume(measure: str, scale: int, month: int) -> int:
    return {
        "vardygn": 40 * scale + month,
        "brukare": 25 * scale + month // 4,
        "platser": 6 * scale,
        "belaggning": 90 + month % 5,
        "beslut": 20 * scale + month % 3,
        "itid": 17 * scale + month % 2,
    }[measure]


def _staff(measure: str, scale: int, sex: str) -> int:
    part = 3 if sex == "K" else 1
    return {
        "anstallda": 6 * part * scale,
        "arsarbetare": 5 * part * scale,
        "timavlonade": 400 * scale,
        "sjuktid": 430 * part * scale,
        "arbetstid": 6100 * part * scale,
        "hme1": 4,
        "hme_svar": 12 * scale,
    }[measure]


def _bare() -> MasterData:
    return MasterData(
        organisation=Organisation(_NODES),
        lines=Lines(_LINES),
        measures=_MEASURES,
        goals=_GOALS,
        investments=_INVESTMENTS,
        budget=(),
        outcome=(),
        measure_history=(),
        adjustments=(),
        cycle=(),
        cases=(),
    )


def small_master() -> MasterData:
    """Return a whole and faultless grunddata: budget of 2022, outcome of 2019 to August 2022, one of every rule."""
    bare = _bare()
    return MasterData(
        organisation=bare.organisation,
        lines=bare.lines,
        measures=bare.measures,
        goals=bare.goals,
        investments=bare.investments,
        budget=_money(range(PERIOD.year, PERIOD.year + 1), {}, 0),
        outcome=_money(range(PERIOD.year - 3, PERIOD.year + 1), {PERIOD.year: PERIOD.month}, 20),
        measure_history=_history(),
        adjustments=(
            Adjustment("1011", "46", 2022, 3, 150 * ORE_PER_TKR, "Dubbelfakturering", "Nils Borgström", _FIRST_ROW),
            Adjustment("2011", "50", 2022, None, 350 * ORE_PER_TKR, "Retroaktiv lön", "Nils Borgström", _FIRST_ROW + 1),
        ),
        cycle=(
            CycleStep(Period(2022, 4), "Tertial 1", date(2022, 5, 10), "tertialrapport"),
            CycleStep(Period(2022, 6), "Juniprognos", date(2022, 7, 8), ""),
            CycleStep(PERIOD, "Tertial 2", date(2022, 9, 9), "tertialrapport"),
        ),
        cases=(
            Case(
                "SN 2022/0148",
                "Tertialrapport augusti 2022",
                date(2022, 9, 14),
                "Maja Ekdal",
                "010-000 00 01",
                "Socialnämnden",
                ("godkänna rapporten", "överlämna den till kommunstyrelsen"),
                "Nämnden följer upp ekonomin tre gånger om året.",
                PERIOD,
                "tertialrapport",
                signatures=(("Nils Borgström", "socialchef"), ("Maja Ekdal", "ekonom")),
                attachments=("tertialrapport_2022-08.docx",),
                recipients=("Kommunstyrelsen",),
                row=_FIRST_ROW,
            ),
        ),
        rules=Rules(),
        municipality=Municipality(
            "Björkhults kommun",
            "Socialnämnden",
            "Socialförvaltningen",
            "Box 1, 000 01 Björkhult",
            "Storgatan 1, Björkhult",
            "socialnamnden@example.org",
            "010-000 00 00",
            "example.org",
            "000-0000",
            "000000-0000",
        ),
        key_figures=tuple(
            KeyFigure("N20001", "Utredningar inom fyra månader", "%", "1", peer, year, Decimal(value), _FIRST_ROW + i)
            for i, (peer, year, value) in enumerate(
                ((Peer.OWN, 2020, "81"), (Peer.OWN, 2021, "84.5"), (Peer.PEERS, 2021, "79"), (Peer.NATION, 2021, "77"))
            )
        ),
        grants=(
            Grant("Stärkt bemanning", "Socialstyrelsen", 2022, 640 * ORE_PER_TKR, "1", _FIRST_ROW),
            Grant("Fonden för digitalt stöd", "Regionen", 2022, None, "", _FIRST_ROW + 1),
        ),
        decisions=(Decision(_EARLY, "1011", "50", 20_000 * ORE_PER_TKR, "Nytt avtal", "Nils Borgström", _FIRST_ROW),),
        prospects=(
            Prospect(_EARLY, "1", "", 150 * ORE_PER_TKR, 400 * ORE_PER_TKR, "Placeringar", "Maja Ekdal", _FIRST_ROW),
        ),
        moves=(Move("1010", "1011", Period(2018, 1), Decimal(100), _FIRST_ROW, "Utredning och råd"),),
        profiles=(Profile("sommar", tuple(map(Decimal, (8, 8, 8, 8, 8, 10, 14, 10, 8, 6, 6, 6))), _FIRST_ROW),),
    )


def filled_entries(master: MasterData, period: Period) -> dict[str, Entries]:
    """Return clean and complete entries for `small_master` or a variant with the same codes; no finding to be had."""
    return {unit.code: _unit_entries(master, unit, period) for unit in master.organisation.units}


def _unit_entries(master: MasterData, unit: OrgUnit, period: Period) -> Entries:
    found: Entries = {}
    for layout in layouts(master, unit, period, Prefill()):
        for row in layout.rows:
            for key in sorted(row.open):
                value = _value(layout, row, key, _SCALE.get(unit.code, 1))
                if value is not None:
                    found[layout.sheet, row.key, key] = value
    return found


def _value(layout: Layout, row: Row, key: str, scale: int) -> CellValue | None:
    sheet = layout.sheet
    if sheet == info.NAME:
        return "2022-09-05" if key == "datum" or row.key == "datum" else "Maja Ekdal"
    if sheet == drift.NAME:
        return _drift(row, key)
    if sheet == volymer.NAME:
        return None if key == "kommentar" else _volume(row.key, scale, int(key[1:]))
    if sheet == personal.NAME:
        return None if key == "kommentar" else _staff(row.key, scale, {"kvinnor": "K", "man": "M"}.get(key, ""))
    if sheet in (mal.GOALS, mal.ASSIGNMENTS):
        return _goal(layout, row, key)
    if sheet == investeringar.NAME:
        return _investment(row, key)
    if sheet == justeringar.NAME:
        # What can be known differs; a clean workbook has none.
        return None
    if sheet == atgarder.NAME:
        return _action(row.key, key)
    return f"Avsnittet {texter.SECTIONS[row.key].heading.lower()} är skrivet av enheten." if key == "text" else None


def _drift(row: Row, key: str) -> CellValue | None:
    """Return a forecast on budget, but 4 % above it for staff, which then needs its comment."""
    budget = row.cells["budget"]
    assert isinstance(budget, int | float)
    if key == "prognos":
        return round(budget * 1.04) if row.key == "50" else round(budget)
    if key == "kommentar":
        return _COMMENT if row.key == "50" else None
    return round(budget / 12)


def _goal(layout: Layout, row: Row, key: str) -> CellValue | None:
    column = layout.columns[layout.index[key]]
    if column.kind is Kind.CHOICE:
        return {"bedomning": "Delvis uppfyllt", "trend": "Oförändrat", "status": "Pågår"}[key]
    if column.kind is Kind.NUMBER:
        return 82.5 if row.share else 77.5
    return "Arbetet följer planen." if key == "kommentar" else None


def _investment(row: Row, key: str) -> CellValue | None:
    budget = row.cells["budget"]
    assert isinstance(budget, int | float)
    return {"utfall": round(budget / 3), "prognos": round(budget), "kommentar": None}[key]


def _action(number: str, key: str) -> CellValue | None:
    if number != "1":
        return None
    first: dict[str, CellValue] = {
        "atgard": "Vakanshålla en tjänst under hösten",
        "effekt": 180,
        "fran": date(2022, 10, 1),
        "ansvarig": "Maja Ekdal",
        "kommentar": "Längre handläggningstid under några veckor.",
    }
    return first[key]
