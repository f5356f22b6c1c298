"""Reading grunddata: every fault is a finding with sheet and cell, and nothing faulty gets through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from xltools.core.cells.parse import Cell
from xltools.core.grunddata.master import read_master
from xltools.model.codes import Code
from xltools.model.finding import Finding
from xltools.model.goal import Vocabulary, WordKind
from xltools.model.line import LineKind
from xltools.model.master import Peer, Rules
from xltools.model.period import Period
from xltools.sheets import grunddata as spec
from xltools.sheets.spec import TABLE_HEADER, Form, Table

Sheets = dict[str, list[list[Cell]]]


def table(sheet: Table, *rows: list[Cell]) -> list[list[Cell]]:
    titles: list[Cell] = [column.title for column in sheet.columns]
    above: list[list[Cell]] = [[""] for _ in range(TABLE_HEADER)]
    return [*above, titles, *rows]


def form(sheet: Form, **values: Cell) -> list[list[Cell]]:
    return [[setting.title, values.get(setting.key, "")] for setting in sheet.settings]


def good() -> Sheets:
    months: list[Cell] = [100.0] * 12
    return {
        "Organisation": table(
            spec.ORGANISATION,
            ["SN", "Socialnämnden", "nämnd", "", ""],
            ["2", "Barn", "verksamhetsområde", "SN", ""],
            [2011.0, "Mottagningen", "enhet", 2.0, "Maja Ekdal", "maja.ekdal@example.org"],
        ),
        "Kostnadsslag": table(
            spec.KOSTNADSSLAG,
            ["30", "Avgifter", "intäkt", "Intäkter", "3000-3999"],
            ["50", "Personal", "kostnad", "Personalkostnader", "5000-5999, 7610"],
        ),
        "Mått": table(
            spec.MATT,
            ["tid", "Tid", "Personal", "timmar", "summa", 0.0, "ja", "", "", "", "", "", 1.0, "", ""],
            ["sjuk", "Sjuktid", "Personal", "timmar", "summa", 0.0, "ja", "", "", "", "", "", 1.0, "", ""],
            ["andel", "Andel", "Personal", "%", "kvot", 2.0, "ja", "", "sjuk", "tid", "", "", 1.0, "", "2"],
        ),
        "Måtthistorik": table(spec.MATTHISTORIK, ["2011", "tid", 2021.0, 7.0, "K", 756.7]),
        "Mål": table(
            spec.MAL,
            ["F1", "Trygghet", "fokusområde", "", "", "", "", "", "", ""],
            ["U1", "Ny rutin", "uppdrag", "F1", "", "", "", "", datetime(2022, 10, 1), ""],  # noqa: DTZ001 - as Excel
        ),
        "Investeringar": table(spec.INVESTERINGAR, ["I1", "Möbler", "2011", 2022.0, "utgift", 300.0]),
        "Budget": table(spec.BUDGET, ["2011", "50", 2022.0, *months, 1200.0], ["2011", "30", 2022.0, *months, 1200.0]),
        "Utfall": table(spec.UTFALL, ["2011", "50", 2022.0, *months[:8], "", "", "", "", 800.0]),
        "Justeringar": table(
            spec.JUSTERINGAR, ["2011", "50", 2022.0, "Resten av året", 350.0, "Retroaktiv lön", "Maja Ekdal"]
        ),
        "Årshjul": table(spec.ARSHJUL, ["2022-08", "Tertial 2", date(2022, 9, 9), "tertialrapport"]),
        "Ärenden": table(
            spec.ARENDEN,
            ["SN 2022/0148", "Rapport", date(2022, 9, 14), "Maja Ekdal", "", "Nämnden", "godkänna\növerlämna",
             "Bakgrund", "", "", "", "Nils Borg, chef\nEva Lund", "a.docx", "Styrelsen", "2022-08", "tertialrapport"],
        ),
        "Regler": form(spec.REGLER),
        "Kommun": form(spec.KOMMUN, name="Lövhamra kommun"),
    }  # fmt: skip


def read(sheets: Sheets) -> tuple[bool, tuple[Finding, ...]]:
    master, findings = read_master(dict(sheets))
    return master is not None, findings


def test_good_grunddata_is_read_whole_and_without_findings() -> None:
    master, findings = read_master(dict(good()))
    assert findings == ()
    assert master is not None
    assert [(unit.code, unit.email) for unit in master.organisation.units] == [("2011", "maja.ekdal@example.org")]
    assert master.budget_of["2011", 2022]["50"].total() == 120_000_000
    assert master.outcome_of["2011", 2022]["50"].ore[8] is None
    assert master.lines.by_code["50"].accounts == ((5000, 5999), (7610, 7610))
    assert master.lines.groups == {"Intäkter": LineKind.REVENUE, "Personalkostnader": LineKind.COST}
    assert master.measure_history[0].amount == 7_567_000
    assert master.adjustments[0].month is None
    assert master.goals[1].due == date(2022, 10, 1)
    assert master.cases[0].proposals == ("godkänna", "överlämna")
    assert master.cases[0].signatures == (("Nils Borg", "chef"), ("Eva Lund", ""))
    assert master.municipality.name == "Lövhamra kommun"
    assert master.rules.threshold_ore == 5_000_000
    assert master.step(Period(2022, 8)) is not None


def test_rows_are_remembered_as_they_stand_on_the_sheet() -> None:
    master, _ = read_master(dict(good()))
    assert master is not None
    assert [row.row for row in master.budget] == [TABLE_HEADER + 2, TABLE_HEADER + 3]


def test_columns_may_be_moved_since_headings_name_them() -> None:
    sheets = good()
    sheets["Investeringar"] = [list(reversed(row)) for row in sheets["Investeringar"]]
    assert read(sheets) == (True, ())


def test_a_period_that_excel_took_for_a_date_is_its_month() -> None:
    sheets = good()
    sheets["Årshjul"][-1][0] = date(2022, 8, 1)
    assert read(sheets) == (True, ())


def test_kronor_are_read_as_kronor_when_the_rules_say_so() -> None:
    sheets = good() | {"Regler": form(spec.REGLER, beloppsenhet="kr")}
    master, _ = read_master(dict(sheets))
    assert master is not None
    assert master.budget_of["2011", 2022]["50"].total() == 120_000


def test_own_words_replace_those_of_their_kind_only() -> None:
    sheets = good() | {"Bedömningar": table(spec.BEDOMNINGAR, ["status", "Klart", "●", "#2e7d32", "bra"])}
    master, findings = read_master(dict(sheets))
    assert findings == ()
    assert master is not None
    assert master.vocabulary.names(WordKind.STATUS) == ("Klart",)
    assert master.vocabulary.of(WordKind.STATUS)[0].colour == "2E7D32"
    assert master.vocabulary.names(WordKind.TREND) == Vocabulary().names(WordKind.TREND)


def test_the_responsible_of_a_goal_is_a_code_of_the_tree_or_words() -> None:
    for who, known in ((2011.0, "2011"), ("Områdeschef", "Områdeschef")):
        sheets = good()
        responsible(who)(sheets)
        master, _ = read_master(dict(sheets))
        assert master is not None
        assert master.goals[0].responsible == known


def test_a_grunddata_made_before_the_newest_columns_is_still_read() -> None:
    sheets = good()
    sheets["Mål"] = [row[:10] for row in sheets["Mål"]]
    assert read(sheets) == (True, ())


def test_the_coarse_group_of_a_line_is_the_one_named_or_follows_from_its_accounts() -> None:
    sheets = good()
    coarse(2, "övrigt")(sheets)
    for read_from, groups in ((good(), ["intäkter", "personal"]), (sheets, ["intäkter", "övrigt"])):
        master, findings = read_master(dict(read_from))
        assert findings == ()
        assert master is not None
        assert [line.coarse_group.value for line in master.lines.all] == groups


def test_statsbidrag_and_nyckeltal_are_read_with_their_part_of_the_tree() -> None:
    sheets = good()
    beside("Statsbidrag", "Stimulans", "Staten", 2022.0, "", 2.0)(sheets)
    beside("Nyckeltal", "N1", "Väntetid", "dagar", "", "riket", 2021.0, 8.5)(sheets)
    master, findings = read_master(dict(sheets))
    assert findings == ()
    assert master is not None
    assert [(one.amount_ore, one.node, one.row) for one in master.grants] == [(None, "2", TABLE_HEADER + 2)]
    assert [(one.node, one.peer, str(one.value)) for one in master.key_figures] == [("", Peer.NATION, "8.5")]


def change(sheet: str, row: int, column: int, value: Cell) -> Callable[[Sheets], None]:
    def apply(sheets: Sheets) -> None:
        sheets[sheet][TABLE_HEADER + row][column] = value

    return apply


def add(sheet: str, *values: Cell) -> Callable[[Sheets], None]:
    return lambda sheets: sheets[sheet].append(list(values))


def drop(sheet: str) -> Callable[[Sheets], None]:
    return lambda sheets: sheets.__delitem__(sheet)


def again(sheet: str) -> Callable[[Sheets], None]:
    return lambda sheets: sheets[sheet].append(list(sheets[sheet][-1]))


def word(*values: Cell, times: int = 1) -> Callable[[Sheets], None]:
    return lambda sheets: sheets.update({"Bedömningar": table(spec.BEDOMNINGAR, *[list(values)] * times)})


def responsible(who: Cell) -> Callable[[Sheets], None]:
    return lambda sheets: sheets["Mål"][TABLE_HEADER + 1].append(who)


def setting(title: str, value: Cell) -> Callable[[Sheets], None]:
    def spoil(sheets: Sheets) -> None:
        next(row for row in sheets["Kommun"] if row[0] == title)[1] = value

    return spoil


def pattern(written: str) -> Callable[[Sheets], None]:
    return lambda sheets: sheets.update({"Regler": form(spec.REGLER, diarienummer=written)})


def coarse(row: int, group: str) -> Callable[[Sheets], None]:
    return lambda sheets: sheets["Kostnadsslag"][TABLE_HEADER + row].append(group)


def beside(sheet: str, *values: Cell, times: int = 1) -> Callable[[Sheets], None]:
    spec_of = {one.name: one for one in spec.TABLES}[sheet]
    return lambda sheets: sheets.update({sheet: table(spec_of, *[list(values)] * times)})


def moves(*rows: list[Cell]) -> Callable[[Sheets], None]:
    def spoil(sheets: Sheets) -> None:
        sheets["Omflyttningar"] = table(spec.OMFLYTTNINGAR, *rows)

    return spoil


def budget(whole: Cell, spread: Cell, month: Cell = "") -> Callable[[Sheets], None]:
    """Return what replaces the first row of Budget by one for the whole year."""

    def spoil(sheets: Sheets) -> None:
        months: list[Cell] = [month] * 12
        sheets["Budget"][TABLE_HEADER + 1] = ["2011", "50", 2022.0, *months, "", whole, spread]

    return spoil


def profile(name: str, *shares: Cell) -> Callable[[Sheets], None]:
    def spoil(sheets: Sheets) -> None:
        sheets["Periodisering"] = table(spec.PERIODISERING, [name, *shares])

    return spoil


def judged(name: str, *cells: Cell, times: int = 1) -> Callable[[Sheets], None]:
    """Return what puts rows on Prognosbeslut or Scenarier."""
    sheet = next(one for one in spec.TABLES if one.name == name)

    def spoil(sheets: Sheets) -> None:
        sheets[name] = table(sheet, *([*cells] for _ in range(times)))

    return spoil


FAULTS: list[tuple[Code, str, Callable[[Sheets], None]]] = [
    (Code.TABLE_SHEET_MISSING, "Budget", drop("Budget")),
    (Code.TABLE_COLUMN_MISSING, "Mål!A5", change("Mål", 0, 1, "Namm")),
    (Code.DUPLICATE_CODE, "Organisation!A9", add("Organisation", "2", "Barn igen", "verksamhet", "SN", "")),
    (Code.UNKNOWN_PARENT, "Organisation!D8", change("Organisation", 3, 3, "9")),
    (Code.CIRCLE, "Organisation!D7", change("Organisation", 2, 3, "2")),
    (Code.WRONG_LEVEL, "Organisation!C9", add("Organisation", "9", "Fel", "nämnd", "2011", "")),
    (Code.NO_ROOT, "Organisation", add("Organisation", "TN", "Tekniska nämnden", "nämnd", "", "")),
    (Code.LINE_WITHOUT_GROUP, "Kostnadsslag!D7", change("Kostnadsslag", 2, 3, "")),
    (Code.ACCOUNTS_UNREADABLE, "Kostnadsslag!E7", change("Kostnadsslag", 2, 4, "femtusen")),
    (Code.ACCOUNTS_OVERLAP, "Kostnadsslag!E7", change("Kostnadsslag", 2, 4, "3500-5999")),
    (Code.MIXED_GROUP, "Kostnadsslag!D7", change("Kostnadsslag", 2, 3, "Intäkter")),
    (Code.DUPLICATE_ROW, "Budget!A8", again("Budget")),
    (Code.BAD_PERIOD, "Årshjul!A6", change("Årshjul", 1, 0, "tertial 2")),
    (Code.MEASURE_RULE, "Mått!I8", change("Mått", 3, 8, "")),
    (Code.CASE_NUMBER, "Ärenden!A6", change("Ärenden", 1, 0, "dnr 5")),
    (Code.NOT_A_UNIT, "Investeringar!C6", change("Investeringar", 1, 2, "2")),
    (Code.UNKNOWN_CODE, "Budget!B6", change("Budget", 1, 1, "51")),
    (Code.NOT_IN_LIST, "Mål!C7", change("Mål", 2, 2, "uppdrga")),
    (Code.MISSING, "Organisation!B8", change("Organisation", 3, 1, " ")),
    (Code.NOT_A_DATE, "Årshjul!C6", change("Årshjul", 1, 2, "i september")),
    (Code.NOT_A_NUMBER, "Budget!D6", change("Budget", 1, 3, "hundra")),
    (Code.AMBIGUOUS_NUMBER, "Utfall!D6", change("Utfall", 1, 3, "1.234")),
    (Code.NOT_A_NUMBER, "Måtthistorik!D6", change("Måtthistorik", 1, 3, 13.0)),
    (Code.PATTERN_UNREADABLE, "Regler!B4", pattern("[A-Z")),
    (Code.PATTERN_UNREADABLE, "Regler!B4", pattern("([A-Z]+)+ 1")),
    (Code.PATTERN_UNREADABLE, "Regler!B4", pattern("A" * 201)),
    (Code.COLOUR_UNREADABLE, "Kommun!B12", setting("Huvudfärg", "vinröd")),
    (Code.COLOUR_TOO_LIGHT, "Kommun!B12", setting("Huvudfärg", "#FFD100")),
    (Code.WORD_UNFIT, "Bedömningar!B6", word("status", "Klart, nästan", "●", "2E7D32", "bra")),
    (Code.WORD_UNFIT, "Bedömningar!D6", word("status", "Klart", "●", "grönt", "bra")),
    (Code.WORD_UNFIT, "Bedömningar!B6", word("trend", "å" * 256, "●", "", "bra")),
    (Code.DUPLICATE_ROW, "Bedömningar!B7", word("trend", "Upp", "●", "", "bra", times=2)),
    (Code.UNKNOWN_CODE, "Mål!K6", responsible("2012")),
    (Code.COARSE_GROUP, "Kostnadsslag!F6", coarse(1, "personal")),
    (Code.COARSE_GROUP, "Kostnadsslag!F7", coarse(2, "intäkter")),
    (
        Code.DUPLICATE_ROW,
        "Nyckeltal!A7",
        beside("Nyckeltal", "N1", "Väntetid", "dagar", "", "egen", 2021.0, 8.0, times=2),
    ),
    (Code.UNKNOWN_CODE, "Nyckeltal!D6", beside("Nyckeltal", "N1", "Väntetid", "dagar", "77", "egen", 2021.0, 8.0)),
    (Code.NOT_IN_LIST, "Nyckeltal!E6", beside("Nyckeltal", "N1", "Väntetid", "dagar", "", "grannen", 2021.0, 8.0)),
    (Code.NOT_A_NUMBER, "Statsbidrag!D6", beside("Statsbidrag", "Stimulans", "Staten", 2022.0, "mycket", "")),
    (Code.MISSING, "Statsbidrag!C6", beside("Statsbidrag", "Stimulans", "Staten", "", 5.0, "")),
    (Code.UNKNOWN_CODE, "Statsbidrag!E6", beside("Statsbidrag", "Stimulans", "Staten", 2022.0, 5.0, "77")),
    (
        Code.MOVE_SHARES,
        "Omflyttningar!E7",
        moves(
            ["A", "", "2011", "2022-01", 60.0],
            ["A", "", "2011b", "2022-01", 30.0],
            ["2011b", "", "2011", "2022-02", ""],
        ),
    ),
    (Code.MOVE_CIRCLE, "Omflyttningar!C7", moves(["A", "", "B", "2022-01", ""], ["B", "", "A", "2022-01", ""])),
    (Code.EMAIL_UNREADABLE, "Organisation!F8", change("Organisation", 3, 5, "maja.ekdal@\nBcc: x@y.se")),
    (Code.MOVED_TWICE, "Omflyttningar!D7", moves(["A", "", "2011", "2021-01", ""], ["A", "", "2011", "2022-01", ""])),
    (Code.MOVE_TO_GONE, "Omflyttningar!C6", moves(["A", "", "B", "2022-01", ""], ["B", "", "2011", "2021-01", ""])),
    (Code.UNKNOWN_CODE, "Omflyttningar!C6", moves(["A", "", "2O11", "2022-01", ""])),
    (Code.UNKNOWN_CODE, "Omflyttningar!C6", moves(["A", "", "A", "2022-01", ""])),
    (Code.NOT_A_UNIT, "Omflyttningar!C6", moves(["A", "", "2", "2022-01", ""])),
    (Code.NOT_A_UNIT, "Omflyttningar!A6", moves(["2", "", "2011", "2022-01", ""])),
    (Code.NOT_A_NUMBER, "Omflyttningar!E6", moves(["A", "", "2011", "2022-01", 140.0])),
    (Code.DUPLICATE_ROW, "Omflyttningar!A7", moves(["A", "", "2011", "2022-01", ""], ["A", "", "2011", "2022-01", ""])),
    (Code.DECISION_SIGN, "Prognosbeslut!D6", judged("Prognosbeslut", "2022-08", "2011", "50", -5.0, "Ny", "Maja")),
    (
        Code.DUPLICATE_ROW,
        "Prognosbeslut!B7",
        judged("Prognosbeslut", "2022-08", "2011", "50", 5.0, "Ny", "Maja", times=2),
    ),
    (Code.NOT_A_UNIT, "Prognosbeslut!B6", judged("Prognosbeslut", "2022-08", "2", "50", 5.0, "Ny", "Maja")),
    (Code.MISSING, "Prognosbeslut!E6", judged("Prognosbeslut", "2022-08", "2011", "50", 5.0, "", "Maja")),
    (Code.MISSING, "Prognosbeslut!F6", judged("Prognosbeslut", "2022-08", "2011", "50", 5.0, "Ny", "")),
    (Code.BAD_PERIOD, "Prognosbeslut!A6", judged("Prognosbeslut", "tertial 2", "2011", "50", 5.0, "Ny", "Maja")),
    (Code.PROSPECT_NEGATIVE, "Scenarier!E6", judged("Scenarier", "2022-08", "2", "", 5.0, -4.0, "Volym", "Maja")),
    (Code.MISSING, "Scenarier!D6", judged("Scenarier", "2022-08", "2", "", "", "", "Volym", "Maja")),
    (Code.UNKNOWN_CODE, "Scenarier!B6", judged("Scenarier", "2022-08", "7", "", 5.0, "", "Volym", "Maja")),
    (Code.UNKNOWN_CODE, "Scenarier!C6", judged("Scenarier", "2022-08", "2", "51", 5.0, "", "Volym", "Maja")),
    (Code.BUDGET_MONTHS_DIFFER, "Budget!Q6", budget(1300.0, "", 100.0)),
    (Code.SPREAD_UNUSED, "Budget!R6", budget(1200.0, "jämnt", 100.0)),
    (Code.PROFILE_UNKNOWN, "Budget!R6", budget(1200.0, "jamt")),
    (Code.PROFILE_SHARES, "Periodisering!A6", profile("sommar", *[8.0] * 12)),
    (Code.NOT_A_NUMBER, "Periodisering!B6", profile("sommar", -8.0, 28.0, *[8.0] * 10)),
    (Code.PROFILE_NAME, "Periodisering!A6", profile("Jämnt", *[8.0] * 10, 10.0, 10.0)),
]


@pytest.mark.parametrize(("code", "spot", "spoil"), FAULTS, ids=lambda value: getattr(value, "name", None))
def test_a_fault_in_grunddata_is_told_with_its_cell(code: Code, spot: str, spoil: Callable[[Sheets], None]) -> None:
    sheets = good()
    spoil(sheets)
    usable, findings = read(sheets)
    told = [finding for finding in findings if finding.code is code]
    assert told, [(finding.code, str(finding.place)) for finding in findings]
    assert str(told[0].place) == f"grunddata.xlsx {spot}"
    assert "{" not in told[0].message + told[0].remedy
    assert usable == all(finding.severity.value != "fel" for finding in findings)


def test_every_code_of_grunddata_has_a_case_here() -> None:
    assert {code for code in Code if code.id.startswith("XL5")} <= {code for code, _, _ in FAULTS}


def test_several_faults_are_all_told_at_once() -> None:
    sheets, wanted = good(), {Code.LINE_WITHOUT_GROUP, Code.BAD_PERIOD, Code.UNKNOWN_CODE}
    for code in wanted:
        next(spoil for found, _, spoil in FAULTS if found is code)(sheets)
    _, findings = read(sheets)
    assert wanted <= {finding.code for finding in findings}


@pytest.mark.parametrize(
    ("written", "read_as"),
    [("#7a1f3d", "#7A1F3D"), (" 7A1F3D ", "#7A1F3D"), ("", ""), ("röd", ""), ("#FFD100", "#FFD100")],
)
def test_the_main_colour_is_read_in_one_way_of_writing(written: str, read_as: str) -> None:
    sheets = good()
    setting("Huvudfärg", written)(sheets)
    master, _ = read_master(dict(sheets))
    assert master
    assert master.municipality.main_colour == read_as


def test_a_grunddata_made_before_there_were_settings_of_appearance_is_read() -> None:
    sheets = good()
    sheets["Kommun"] = [row for row in sheets["Kommun"] if row[0] not in ("Logotyp", "Huvudfärg", "Typsnitt")]
    master, findings = read_master(dict(sheets))
    assert master
    assert (master.municipality.logo, master.municipality.main_colour, findings) == ("", "", ())


def test_a_pattern_that_cannot_be_used_leaves_the_usual_one() -> None:
    sheets = good()
    pattern("[A-Z")(sheets)
    master, findings = read_master(dict(sheets))
    assert master
    assert (master.rules.case_pattern, len(findings)) == (Rules().case_pattern, 1)


CAUSES: list[tuple[Code, Callable[[Sheets], None]]] = [
    (Code.CIRCLE, change("Organisation", 2, 3, "2011")),
    (Code.CIRCLE, change("Organisation", 1, 3, "2011")),
    (Code.CIRCLE, change("Organisation", 2, 3, "2")),
    (Code.UNKNOWN_PARENT, change("Organisation", 2, 3, "9")),
    (Code.NOT_IN_LIST, change("Organisation", 1, 2, "styrelse")),
    (Code.NOT_IN_LIST, change("Organisation", 3, 2, "avdelning")),
    (Code.NOT_IN_LIST, change("Kostnadsslag", 2, 2, "utgift")),
    (Code.NOT_IN_LIST, change("Mått", 1, 4, "sumera")),
    (Code.TABLE_SHEET_MISSING, drop("Organisation")),
    (Code.TABLE_SHEET_MISSING, drop("Kostnadsslag")),
    (Code.TABLE_COLUMN_MISSING, change("Organisation", 0, 0, "Nr")),
]


@pytest.mark.parametrize(("code", "spoil"), CAUSES, ids=lambda value: getattr(value, "name", None))
def test_a_fault_in_a_list_of_codes_has_no_echo_where_the_codes_are_used(
    code: Code, spoil: Callable[[Sheets], None]
) -> None:
    sheets = good()
    spoil(sheets)
    usable, findings = read(sheets)
    assert (usable, [finding.code for finding in findings]) == (False, [code])


def test_faults_of_the_lists_of_codes_are_told_first() -> None:
    sheets = good()
    for spoil in (
        change("Budget", 1, 1, "51"),
        change("Mål", 2, 2, "uppdrga"),
        change("Mått", 1, 4, "sumera"),
        change("Organisation", 2, 3, "2011"),
        pattern("[A-Z"),
    ):
        spoil(sheets)
    _, findings = read(sheets)
    assert [finding.place.sheet for finding in findings] == ["Organisation", "Mått", "Mål", "Regler", "Budget"]


def test_a_sheet_under_another_name_is_recognised() -> None:
    sheets = good()
    del sheets["Budget"]
    _, findings = read_master(dict(sheets), (*sheets, "Budget 2022", "Anteckningar"))
    assert [finding.message for finding in findings] == [
        "Bladet Budget saknas i grunddata. Menade du «Budget 2022»? Byt namn på bladet till Budget."
    ]
