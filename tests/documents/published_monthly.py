"""A published månadsrapport after February 2023 as a working folder whose workbooks hold its figures.

The names of the municipality and its people are made up; the figures are those of print, spread over enheter and kept
with more digits than were printed.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.builders import Entries
from xltools.excel.entry import entry_workbook
from xltools.excel.grunddata import grunddata_workbook
from xltools.model.fact import MEASURE_SCALE
from xltools.model.line import Lines
from xltools.model.master import CycleStep, MasterData, Municipality, Rules
from xltools.model.measure import Direction, Measure, MeasureHistory, MeasureSheet, Rule
from xltools.model.organisation import Level, Organisation, OrgUnit
from xltools.model.period import Period
from xltools.sheets.entry import layouts
from xltools.sheets.spec import Prefill, workbook_name
from xltools.workspace import Workspace

PERIOD = Period(2023, 2)

# As printed: year, avgångar, tillsvidareanställda, personalomsättning.
TURNOVER = (
    ("2018", "67", "440", "15,20%"),
    ("2019", "74", "423", "17,40%"),
    ("2020", "51", "440", "11,60%"),
    ("2021", "51", "453", "11,30%"),
    ("2022", "70", "461", "15,18%"),
)
# Heading of the table → headings of its columns, January and February as printed.
STATISTICS = {
    "Barn och unga": (
        ("Anmälningar Unga", "45", "70"),
        ("Pågående utredningar", "63", "68"),
        ("Arvoderade familjehem", "27", "27"),
        ("Kontrakt. familjehem", "11", "12"),
        ("HVB/SiS", "1", "1"),
        ("Bistånd öppenvård", "65", "73"),
    ),
    "Vuxna": (
        ("Ekonomiskt bistånd hushåll", "60", "62"),
        ("Anmälningar Vuxna", "15", "13"),
        ("HVB/SiS", "4", "5"),
        ("Bistånd Öppenvård", "18", "13"),
    ),
    "Vård och Omsorg": (
        ("Antal vårdtagare", "342", "333"),
        ("Antal trygghetslarm", "300", "304"),
        ("Antal utförda timmar*", "8060", "7038"),
        ("Beläggning säbo i %", "92,04%", "91,09%"),
        ("Beläggning korttid i %", "84,77%", "65,67%"),
    ),
    "Stöd och Service": (
        ("Boendestöd*", "31", "31"),
        ("Kontaktperson SoL*", "17", "17"),
        ("Boende LSS*", "52", "51"),
        ("Daglig verksamhet*", "49", "49"),
        ("Korttidsvistelse***", "13", "14"),
        ("Avlösarservice**", "170", "165"),
        ("Kontaktperson LSS*", "19", "19"),
        ("Ledsagning**", "132", "137"),
        ("Personlig assistans LSS*", "6", "5"),
        ("Personlig assistent SFB*", "10", "10"),
    ),
}
FOOTNOTES = (
    "* Antal personer som har pågående insats",
    "** Antal verkställda timmar",
    "*** Antal verkställda dygn",
)
LAST_YEAR_MEANS = {"Antal vårdtagare": "336", "Antal utförda timmar": "7157"}
HOURLY = (Decimal(13), Decimal(12), Decimal(15))
"""Timvikariers share of the hours worked in January and February, and the most it may be."""

_UNITS = {"Barn och unga": ("101",), "Vuxna": ("102",), "Vård och Omsorg": ("201", "202"), "Stöd och Service": ("301",)}
_NODES = (
    OrgUnit("SN", "Omsorgsnämnden", Level.NAMND),
    OrgUnit("10", "Individ och Familjeomsorg", Level.OMRADE, "SN", "Tove Almlund"),
    OrgUnit("101", "Barn och unga", Level.ENHET, "10", "Tove Almlund"),
    OrgUnit("102", "Vuxna", Level.ENHET, "10", "Sixten Rask"),
    OrgUnit("20", "Vård och Omsorg", Level.OMRADE, "SN", "Moa Lindesjö"),
    OrgUnit("201", "Hemvård och säbo Norr", Level.ENHET, "20", "Moa Lindesjö"),
    OrgUnit("202", "Säbo Söder och korttid", Level.ENHET, "20", "Ola Brandberg"),
    OrgUnit("30", "Stöd och Service", Level.OMRADE, "SN", "Elna Skogvik"),
    OrgUnit("301", "Stöd och service", Level.ENHET, "30", "Elna Skogvik"),
)
_PLACES = {"201": 60, "202": 40}
_SHORT_STAY = "Beläggning korttid i %"
# The share was printed of a mean number of employees through the year, which is not printed: 67 / 0,152 is 440,79.
_MEAN_EMPLOYED = {2018: "440.7895", 2019: "425.2874", 2020: "439.6552", 2021: "451.3274", 2022: "461.1"}


def _code(group: str, column: int) -> str:
    return f"{list(STATISTICS).index(group) + 1}{column + 1:02d}"


def _statistic(group: str, column: int, heading: str) -> Measure:
    name = heading.rstrip("*")
    stars = heading[len(name) :]
    footnote = next((text for text in FOOTNOTES if stars and text.startswith(f"{stars} ")), "")
    home_care = group == "Vård och Omsorg" and column < 3
    units = ("202",) if name == _SHORT_STAY else ("201",) if home_care else _UNITS[group]
    share = "%" in name
    return Measure(
        _code(group, column),
        name,
        MeasureSheet.VOLUMES,
        "%" if share else "timmar" if "timmar" in name else "antal",
        Rule.WEIGHTED if share else Rule.LAST,
        decimals=2 if share else 0,
        weight="platser" if share else "",
        footnote="* Utförd tid hos vårdtagaren" if home_care and stars else footnote,
        units=units,
        group=group,
        subgroup="Hemvård" if home_care else "",
    )


_STAFF = MeasureSheet.STAFF
MEASURES = (
    *(_statistic(name, i, heading) for name, cols in STATISTICS.items() for i, (heading, *_) in enumerate(cols)),
    Measure("platser", "Antal platser", MeasureSheet.VOLUMES, "antal", Rule.LAST, units=("20",)),
    Measure("vikarietimmar", "Timvikariers timmar", MeasureSheet.VOLUMES, "timmar", Rule.SUM, units=("201", "301")),
    Measure("timmar", "Alla arbetade timmar", MeasureSheet.VOLUMES, "timmar", Rule.SUM, units=("201", "301")),
    Measure("timavlonade_andel", "Andel arbetad tid av timvikarier", MeasureSheet.VOLUMES, "%", Rule.RATIO,
            numerator="vikarietimmar", denominator="timmar", target=HOURLY[2], direction=Direction.LOWER,
            units=("201", "301")),
    Measure("avgangar", "Antal avgångar", _STAFF, "antal", Rule.SUM, expected=False),
    Measure("tillsvidareanstallda", "Antal tillsvidareanställda", _STAFF, "antal", Rule.LAST, expected=False),
    Measure("medelantal", "Medelantal tillsvidareanställda", _STAFF, "antal", Rule.LAST, decimals=1, expected=False),
    Measure("omsattning", "Personalomsättning", _STAFF, "%", Rule.RATIO, decimals=2, numerator="avgangar",
            denominator="medelantal"),
)  # fmt: skip


def _history() -> tuple[MeasureHistory, ...]:
    rows: list[tuple[str, str, int, int, Decimal]] = []
    for name, leavers, employed, _ in TURNOVER:
        year = int(name)
        for code, whole in (("avgangar", Decimal(leavers)), ("tillsvidareanstallda", Decimal(employed))):
            part = whole // 3
            rows += [("101", code, year, 12, part), ("201", code, year, 12, whole - part)]
        rows.append(("201", "medelantal", year, 12, Decimal(_MEAN_EMPLOYED[year])))
    for code, low, high in ((_code("Vård och Omsorg", 0), 330, 342), (_code("Vård och Omsorg", 2), 7100, 7214)):
        rows += [("201", code, 2022, month, Decimal(high if month % 2 else low)) for month in range(1, 13)]
    return tuple(
        MeasureHistory(unit, code, year, month, "", int(value * MEASURE_SCALE), row)
        for row, (unit, code, year, month, value) in enumerate(rows, start=6)
    )


def master() -> MasterData:
    """Return a grunddata without money or goals: this report is about people and volumes."""
    return MasterData(
        organisation=Organisation(_NODES),
        lines=Lines(()),
        measures=MEASURES,
        goals=(),
        investments=(),
        budget=(),
        outcome=(),
        measure_history=_history(),
        adjustments=(),
        cycle=(CycleStep(PERIOD, "Februari", date(2023, 3, 10), "manadsrapport"),),
        cases=(),
        rules=Rules(turnover_bottom="medelantal"),
        municipality=Municipality("Sälgdalens kommun", "Omsorgsnämnden", "Omsorgsförvaltningen",
            "Box 2, 000 02 Sälgdal",
                                  "Ågatan 2, Sälgdal", "omsorg@example.org", "010-000 00 20", "example.org",
                                  "000-0002", "000000-0002"),
    )  # fmt: skip


def entries(unit: str) -> Entries:
    """Return what an enhet types for January and February."""
    found: Entries = {
        ("Info", "kontakt", "varde"): "Elna Skogvik",
        ("Info", "datum", "varde"): date(2023, 3, 7),
    }
    for group, columns in STATISTICS.items():
        for i, (_, *months) in enumerate(columns):
            measure = _statistic(group, i, columns[i][0])
            if unit in measure.units:
                for month, text in enumerate(months, start=1):
                    value = Decimal(text.rstrip("%").replace(",", "."))
                    # Two enheter of 60 and 40 places, whose mean by places is the printed one.
                    if len(measure.units) > 1:
                        value += 2 if unit == "201" else -3
                    found["Volymer", measure.code, f"m{month}"] = float(value)
    for month, share in enumerate(HOURLY[:2], start=1):
        if unit in _PLACES:
            found["Volymer", "platser", f"m{month}"] = _PLACES[unit]
        if unit in ("201", "301"):
            hours = 12_400 if unit == "201" else 4_100
            found["Volymer", "timmar", f"m{month}"] = hours
            found["Volymer", "vikarietimmar", f"m{month}"] = float(hours * share / 100)
    if unit == "301":
        found["Texter", "nulage", "text"] = "Läget är **stabilt**.\n\n- två nya beslut om ledsagning"
        found["Texter", "statistik", "text"] = "Avlösarservicen är säsongsbunden."
    return found


def delivered_folder(root: Path) -> Workspace:
    """Return a working folder where every enhet has delivered."""
    known = master()
    workspace = Workspace(root)
    workspace.write(workspace.master, grunddata_workbook(known))
    folder = workspace.deliveries(PERIOD)
    folder.mkdir(parents=True)
    for unit in known.organisation.units:
        made = layouts(known, unit, PERIOD, Prefill(entries=entries(unit.code)))
        (folder / workbook_name(unit.code, PERIOD)).write_bytes(entry_workbook(made, unit, PERIOD))
    return workspace
