"""`import`: exports of every format become outcome, shown before it is written, once however often it is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.builders import small_master
from tests.sources.making import Post, sie_file, voucher
from xltools.core.ledger.mapping import merge_outcome
from xltools.excel.grunddata import grunddata_workbook
from xltools.model.codes import Code
from xltools.model.period import Period
from xltools.model.report import CannotRunError
from xltools.tasks.import_ledger import ImportPlan, apply, plan
from xltools.tasks.import_read import ImportOptions
from xltools.tasks.imported import LOG, imported_outcome, store_path
from xltools.workspace import Workspace

SEPTEMBER = Period(2022, 9)
MASTER = small_master()
HEAD = ("Konto", "Ansvar", "Period", "Belopp", "Text")
ROWS = (
    ("5010", "1011", "202209", "180 000,50", "Månadslön"),
    ("5510", "1011", "202209", "-500,25", "Återbetald kurs på Östergård"),
    ("3110", "1012", "202209", "-60000", "Avgifter"),
    ("4610", "2011", "202209", "1234,00", "Köp av vård"),
)
AMOUNTS = {
    ("1011", "50", 2022, 9): 179_500_25,
    ("1012", "31", 2022, 9): -60_000_00,
    ("2011", "46", 2022, 9): 1_234_00,
}


@pytest.fixture(scope="session")
def grunddata() -> bytes:
    return grunddata_workbook(MASTER)


@pytest.fixture
def workspace(tmp_path: Path, grunddata: bytes) -> Workspace:
    made = Workspace(tmp_path)
    made.master.write_bytes(grunddata)
    (tmp_path / "utfall").mkdir()
    return made


def export(
    workspace: Workspace,
    name: str,
    rows: Sequence[Sequence[str]] = ROWS,
    head: Sequence[str] = HEAD,
    *,
    codec: str = "utf-8",
    separator: str = ";",
) -> Path:
    path = workspace.root / "utfall" / name
    lines = [separator.join(f'"{cell}"' if separator in cell else cell for cell in row) for row in (head, *rows)]
    path.write_bytes("\r\n".join([*lines, ""]).encode(codec))
    return path


def workbook(name: str) -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook(write_only=False)
    book.remove(book.worksheets[0])
    return book, book.create_sheet(name)


def codes(made: ImportPlan) -> list[Code]:
    return [finding.code for finding in made.findings]


@pytest.mark.parametrize(
    ("codec", "shown"), [("utf-8", "UTF-8"), ("latin-1", "Latin-1"), ("cp437", "CP437"), ("utf-16", "UTF-16")]
)
@pytest.mark.parametrize(
    ("separator", "named"), [(";", "semikolon"), ("\t", "tabb"), (",", "komma"), ("|", "lodstreck")]
)
def test_a_text_table_is_read_whatever_its_encoding_and_separator(
    workspace: Workspace, codec: str, shown: str, separator: str, named: str
) -> None:
    made = plan(workspace, [export(workspace, "sep.csv", codec=codec, separator=separator)])
    assert made.amounts == AMOUNTS
    assert (made.files[0].encoding, made.files[0].separator) == (shown, named)
    assert not made.findings


def test_the_person_may_say_the_encoding_and_the_separator(workspace: Workspace) -> None:
    path = export(workspace, "sep.csv", codec="latin-1", separator=",")
    made = plan(workspace, [path], ImportOptions(encoding="cp437", separator="komma"))
    assert (made.files[0].encoding, made.files[0].separator) == ("CP437", "komma")
    assert made.amounts == AMOUNTS
    with pytest.raises(CannotRunError, match="Avgränsaren"):
        plan(workspace, [path], ImportOptions(separator="punkt"))


def test_an_excel_table_gives_the_same_as_a_text_table(workspace: Workspace) -> None:
    book, sheet = workbook("Huvudbok")
    book.create_sheet("Om rapporten", 0)
    sheet.append(["Huvudbok september 2022"])
    sheet.append(HEAD)
    for account, unit, period, amount, text in ROWS:
        sheet.append([int(account), int(unit), int(period), float(amount.replace(" ", "").replace(",", ".")), text])
    path = workspace.root / "utfall" / "sep.xlsx"
    book.save(path)
    made = plan(workspace, [path])
    assert made.amounts == AMOUNTS
    assert made.files[0].sheet == "Huvudbok"
    assert not made.findings


def test_a_sie_file_gives_the_same_as_a_text_table(workspace: Workspace) -> None:
    posts = [Post("5010", "1011", 180_000_50), Post("5510", "1011", -500_25), Post("3110", "1012", -60_000_00),
             Post("4610", "2011", 1_234_00)]  # fmt: skip
    path = workspace.root / "utfall" / "sep.se"
    text = sie_file(
        voucher(1, "20220930", [*posts, Post("1930", "", -sum(post.ore for post in posts))], "Lön på Östergård")
    )
    path.write_bytes(text.encode("cp437"))
    made = plan(workspace, [path])
    assert made.amounts == AMOUNTS
    assert (made.files[0].kind, made.files[0].encoding, made.files[0].dimension) == ("SIE", "CP437", "1 Kostnadsställe")
    assert not made.findings


def test_a_sie_file_that_says_another_encoding_than_it_has_is_read_by_what_it_has(workspace: Workspace) -> None:
    path = workspace.root / "utfall" / "sep.se"
    path.write_bytes(sie_file(voucher(1, "20220930", [])).encode("utf-8"))
    (report,) = plan(workspace, [path]).files
    assert report.encoding == "UTF-8"
    assert "PC8" in report.notes[0]


def test_nothing_is_written_before_the_plan_is_applied(workspace: Workspace) -> None:
    path = export(workspace, "sep.csv")
    made = plan(workspace, [path])
    assert made.is_news
    assert [entry.name for entry in path.parent.iterdir()] == ["sep.csv"]


def test_what_is_applied_is_the_outcome_of_those_months(workspace: Workspace) -> None:
    apply(workspace, plan(workspace, [export(workspace, "sep.csv")]))
    merged = merge_outcome(MASTER, imported_outcome(workspace)).outcome_of
    assert merged["1011", 2022]["50"].ore[8] == AMOUNTS["1011", "50", 2022, 9]
    # What is not posted on an imported month is nothing, not unknown; other months are the sheet's.
    assert merged["1011", 2022]["46"].ore[8] == 0
    assert merged["1011", 2022]["50"].ore[:8] == MASTER.outcome_of["1011", 2022]["50"].ore[:8]
    assert merged["1011", 2022]["50"].ore[9] is None


def test_the_same_file_again_changes_nothing(workspace: Workspace) -> None:
    path = export(workspace, "sep.csv")
    assert apply(workspace, plan(workspace, [path])).written
    folder = {entry: entry.read_bytes() for entry in path.parent.iterdir()}
    again = plan(workspace, [path.rename(path.with_name("samma.csv"))])
    assert not again.is_news
    assert not apply(workspace, again).written
    assert {entry.read_bytes() for entry in path.parent.iterdir()} == set(folder.values())


def test_a_corrected_file_replaces_its_month_and_the_log_says_by_how_much(workspace: Workspace) -> None:
    august = [(account, unit, "202208", amount, text) for account, unit, _, amount, text in ROWS]
    apply(workspace, plan(workspace, [export(workspace, "aug-sep.csv", [*august, *ROWS])]))
    corrected = [*ROWS[:3], ("4610", "2011", "202209", "1000", "Rättat")]
    made = plan(workspace, [export(workspace, "sep2.csv", corrected)])
    (change,) = made.changes
    assert (change.period, change.difference, change.imported_before, change.cells) == (SEPTEMBER, -234_00, True, 1)
    assert codes(made) == [Code.LEDGER_CORRECTED]
    apply(workspace, made)
    stored = {(row.unit, row.line): row.ore for row in imported_outcome(workspace)}
    assert stored["2011", "46"][7:9] == (1_234_00, 1_000_00)
    log = (workspace.root / "utfall" / LOG).read_text("utf-8-sig").splitlines()
    assert log[-1].split(";")[1:] == ["2022-09", "120734,25", "120500,25", "-234,00", "utfall/sep2.csv"]
    assert len(log) == 4


def test_split_files_make_one_file(workspace: Workspace) -> None:
    parts = [export(workspace, "a.csv", ROWS[:2]), export(workspace, "b.csv", ROWS[2:])]
    assert plan(workspace, parts).amounts == plan(workspace, [export(workspace, "hel.csv")]).amounts


def test_the_store_opens_in_excel_as_a_table_of_kronor(workspace: Workspace) -> None:
    apply(workspace, plan(workspace, [export(workspace, "sep.csv")]))
    data = store_path(workspace).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    first, second = data.decode("utf-8-sig").splitlines()[:2]
    assert first == "år;månad;enhet;kostnadsslag;belopp;källa;sha256"
    assert second.startswith("2022;9;1011;50;179500,25;utfall/sep.csv;")


def test_a_damaged_store_is_named_with_its_line(workspace: Workspace) -> None:
    apply(workspace, plan(workspace, [export(workspace, "sep.csv")]))
    path = store_path(workspace)
    path.write_bytes(path.read_bytes().replace(b"179500,25", b"179500,25 eller mer"))
    with pytest.raises(CannotRunError, match=r"utfall/utfall.csv .* rad 2"):
        imported_outcome(workspace)


def test_a_store_that_someone_has_edited_is_kept_when_forced(workspace: Workspace) -> None:
    apply(workspace, plan(workspace, [export(workspace, "sep.csv")]))
    path = store_path(workspace)
    path.write_bytes(path.read_bytes().replace(b"179500,25", b"179500,00"))
    made = plan(workspace, [workspace.root / "utfall" / "sep.csv"])
    with pytest.raises(CannotRunError, match="har ändrats"):
        apply(workspace, made)
    kept = apply(workspace, made, force=True).kept
    assert kept is not None
    assert b"179500,00" in kept.read_bytes()


def test_an_old_plan_is_not_applied(workspace: Workspace) -> None:
    made = plan(workspace, [export(workspace, "sep.csv")])
    apply(workspace, made)
    with pytest.raises(CannotRunError, match="Någon har läst in"):
        apply(workspace, made)


def test_faults_stop_the_import_unless_it_is_forced(workspace: Workspace) -> None:
    made = plan(workspace, [export(workspace, "sep.csv", [*ROWS, ("8910", "1011", "202209", "70", "Skatt")])])
    with pytest.raises(CannotRunError, match="1 fel"):
        apply(workspace, made)
    assert apply(workspace, made, force=True).written


def test_the_plan_adds_up_by_unit_and_line_in_the_order_of_grunddata(workspace: Workspace) -> None:
    made = plan(workspace, [export(workspace, "sep.csv")])
    assert list(made.by_unit.items()) == [("1011", 179_500_25), ("1012", -60_000_00), ("2011", 1_234_00)]
    assert list(made.by_line.items()) == [("31", -60_000_00), ("50", 179_500_25), ("46", 1_234_00)]
    assert made.accounts == {"5010": "50", "5510": "50", "3110": "31", "4610": "46"}
    (row,) = made.reconciled
    assert (row.ledger_ore, row.difference_ore, row.causes) == (120_734_25, 0, ())


def test_what_no_unit_takes_is_named_in_the_reconciliation(workspace: Workspace) -> None:
    (row,) = plan(workspace, [export(workspace, "s.csv", [*ROWS, ("5010", "9999", "202209", "12,50", "")])]).reconciled
    assert row.difference_ore == 12_50
    assert [(cause.unit, cause.accounts) for cause in row.causes] == [("9999", ("5010",))]


def row(*cells: str) -> tuple[tuple[str, ...], ...]:
    return (*ROWS, cells)


@pytest.mark.parametrize(
    ("rows", "code", "line"),
    [
        (row("8910", "1011", "202209", "70", ""), Code.ACCOUNT_UNMAPPED, 6),
        (row("5010", "9999", "202209", "70", ""), Code.UNIT_UNMAPPED, 6),
        (row("5010", "101", "202209", "70", ""), Code.UNIT_UNMAPPED, 6),
        (row("5010", "", "202209", "70", ""), Code.UNIT_EMPTY, 6),
        (row("5010", "1011", "201509", "70", ""), Code.LEDGER_YEAR, 6),
        (row("5010", "1011", "202299", "70", ""), Code.LEDGER_ROW, 6),
        (row("5010", "1011", "9", "70", ""), Code.LEDGER_ROW, 6),
        (row("", "1011", "202209", "70", ""), Code.LEDGER_ROW, 6),
        (row("Konto X", "1011", "202209", "70", ""), Code.LEDGER_ROW, 6),
        (row("5010", "1011", "202209", "1.234", ""), Code.AMBIGUOUS_NUMBER, 6),
        (row("5010", "1011", "202209", "sjuttio", ""), Code.NOT_A_NUMBER, 6),
        (row("5010", "1011", "202213", "70", ""), Code.LEDGER_CLOSING, None),
        (row("Summa", "", "", "120734,25", ""), Code.LEDGER_SUM_ROWS, None),
        (row("3110", "2011", "202209", "5", ""), Code.LINE_SIGN, 6),
        (row("4610", "1012", "202209", "-5", ""), Code.LINE_SIGN, 6),
    ],
)
def test_a_fault_of_a_row_is_told_with_file_and_line(
    workspace: Workspace, rows: Sequence[Sequence[str]], code: Code, line: int | None
) -> None:
    (finding,) = plan(workspace, [export(workspace, "sep.csv", rows)]).findings
    assert finding.code is code
    assert str(finding.place) == "utfall/sep.csv" + (f" rad {line}" if line else "")
    assert "{" not in finding.message + finding.remedy


def test_an_error_value_in_excel_is_told_with_its_cell(workspace: Workspace) -> None:
    book, sheet = workbook("Huvudbok")
    for cells in (HEAD, ("5010", "1011", "202209", 5, ""), ("5010", "1011", "202209", "#REF!", "")):
        sheet.append(cells)
    path = workspace.root / "utfall" / "sep.xlsx"
    book.save(path)
    (finding,) = plan(workspace, [path]).findings
    assert (finding.code, str(finding.place)) == (Code.ERROR_VALUE, "utfall/sep.xlsx Huvudbok!D3")


def test_a_second_sheet_with_amounts_is_told(workspace: Workspace) -> None:
    book, first = workbook("Huvudbok")
    for sheet in (first, book.create_sheet("Fler")):
        sheet.append(HEAD)
        sheet.append(("5010", "1011", "202209", 5, ""))
    path = workspace.root / "utfall" / "sep.xlsx"
    book.save(path)
    assert codes(plan(workspace, [path])) == [Code.LEDGER_SHEETS]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("bild.csv", b"\x89PNG\x00\x01", Code.LEDGER_UNREADABLE),
        ("tom.csv", b"", Code.LEDGER_UNREADABLE),
        ("tom.se", b"#FLAGGA 0\r\n", Code.LEDGER_UNREADABLE),
        ("bok.xlsx", b"PK\x03\x04 inte mer", Code.LEDGER_UNREADABLE),
        ("text.csv", b"Hej och goddag\r\n", Code.LEDGER_COLUMNS),
        ("ansvar.csv", b"Konto;Period;Belopp\r\n5010;202209;5\r\n", Code.LEDGER_COLUMNS),
        ("huvud.csv", b"Konto;Ansvar;Period;Belopp\r\n", Code.LEDGER_UNREADABLE),
    ],
)
def test_a_file_without_amounts_is_told(workspace: Workspace, name: str, data: bytes, code: Code) -> None:
    path = workspace.root / "utfall" / name
    path.write_bytes(data)
    made = plan(workspace, [path])
    assert codes(made) == [code]
    assert made.blocked


def test_a_file_that_is_not_there_or_is_a_folder_is_told(workspace: Workspace) -> None:
    with pytest.raises(CannotRunError, match=r"Filen saknas\.csv finns inte"):
        plan(workspace, [workspace.root / "saknas.csv"])
    with pytest.raises(CannotRunError, match="utfall är en mapp"):
        plan(workspace, [workspace.root / "utfall"])


def test_an_empty_file_is_told_to_be_empty(workspace: Workspace) -> None:
    path = workspace.root / "utfall" / "tom.csv"
    path.write_bytes(b"")
    assert "den är tom" in plan(workspace, [path]).findings[0].message


def test_the_separator_of_a_table_without_known_headings_is_the_one_that_parts_it(workspace: Workspace) -> None:
    path = workspace.root / "utfall" / "komma.csv"
    path.write_bytes(b"A,B,C\n1,2,3\n")
    assert plan(workspace, [path]).files[0].separator == "komma"


def test_many_faults_are_counted_and_not_all_shown(workspace: Workspace) -> None:
    rows = [*ROWS, *[("5010", "1011", "202209", "sjuttio", "")] * 150]
    made = plan(workspace, [export(workspace, "sep.csv", rows)])
    assert len(made.findings) == 101
    assert made.findings[-1].code is Code.LEDGER_MORE_ROWS
    assert "50 rader" in made.findings[-1].message


def test_the_same_file_twice_counts_once(workspace: Workspace) -> None:
    one = export(workspace, "sep.csv")
    two = export(workspace, "kopia.csv")
    made = plan(workspace, [one, two])
    assert made.amounts == AMOUNTS
    assert codes(made) == [Code.LEDGER_FILE_TWICE]


def test_a_month_that_two_files_tell_alike_is_told(workspace: Workspace) -> None:
    one = export(workspace, "sep.csv")
    two = export(workspace, "sep2.csv", row("5010", "1021", "202209", "70", ""))
    assert codes(plan(workspace, [one, two])) == [Code.LEDGER_PERIOD_TWICE]


def test_a_unit_that_would_vanish_stops_the_import(workspace: Workspace) -> None:
    apply(workspace, plan(workspace, [export(workspace, "sep.csv")]))
    made = plan(workspace, [export(workspace, "del.csv", ROWS[:3])])
    assert Code.LEDGER_UNIT_GONE in codes(made)
    assert made.blocked


def test_a_part_that_is_left_out_the_next_time_stops_the_import(workspace: Workspace) -> None:
    parts = [export(workspace, "a.csv", ROWS), export(workspace, "b.csv", [("6010", "2011", "202209", "5", "")])]
    apply(workspace, plan(workspace, parts))
    assert Code.LEDGER_PART_GONE in codes(plan(workspace, parts[:1]))


def test_a_part_that_is_corrected_under_its_own_name_is_not_missed(workspace: Workspace) -> None:
    parts = [export(workspace, "a.csv", ROWS), export(workspace, "b.csv", [("6010", "2011", "202209", "5", "")])]
    apply(workspace, plan(workspace, parts))
    export(workspace, "b.csv", [("6010", "2011", "202209", "6", "")])
    assert codes(plan(workspace, parts)) == [Code.LEDGER_CORRECTED]


def test_an_export_with_its_signs_turned_round_is_told_and_can_be_turned_back(workspace: Workspace) -> None:
    turned = [(*r[:3], r[3][1:] if r[3].startswith("-") else f"-{r[3]}", r[4]) for r in ROWS]
    path = export(workspace, "sep.csv", turned)
    assert codes(plan(workspace, [path])) == [Code.LEDGER_SIGN]
    assert plan(workspace, [path], ImportOptions(reverse_sign=True)).amounts == AMOUNTS


def test_a_voucher_that_does_not_balance_is_told_with_its_line(workspace: Workspace) -> None:
    path = workspace.root / "utfall" / "sep.se"
    path.write_text(sie_file(voucher(3, "20220930", [Post("5010", "1011", 5_00)])), "cp437", newline="")
    (finding,) = plan(workspace, [path]).findings
    assert (finding.code, str(finding.place)) == (Code.VOUCHER_UNBALANCED, "utfall/sep.se rad 10")


def test_budget_in_a_sie_file_is_held_against_grunddata_and_never_taken_over(workspace: Workspace) -> None:
    path = workspace.root / "utfall" / "sep.se"
    text = sie_file(['#PBUDGET 0 202209 5010 {1 "1011"} 5.00', '#PSALDO 0 202209 5010 {1 "1011"} 5.00'])
    path.write_text(text, "cp437", newline="")
    made = plan(workspace, [path])
    assert codes(made) == [Code.LEDGER_BUDGET_DIFFERS]
    assert made.amounts == {("1011", "50", 2022, 9): 5_00}


def test_the_year_can_be_said_where_the_file_does_not_tell_it(workspace: Workspace) -> None:
    wide = export(workspace, "bred.csv", [("5010", "1011", "10", "20", "0")], ("Konto", "Ansvar", "jan", "feb", "mar"))
    assert codes(plan(workspace, [wide])) == [Code.LEDGER_ROW, Code.LEDGER_ROW]
    made = plan(workspace, [wide], ImportOptions(year=2022))
    # March holds nothing at all: it is a month to come, not a month without outcome.
    assert made.amounts == {("1011", "50", 2022, 1): 10_00, ("1011", "50", 2022, 2): 20_00}


def test_our_own_files_are_no_exports(workspace: Workspace) -> None:
    path = export(workspace, "sep.csv")
    apply(workspace, plan(workspace, [path]))
    made = plan(workspace, sorted(path.parent.iterdir()))
    assert [report.file for report in made.files] == ["utfall/sep.csv"]
    with pytest.raises(CannotRunError, match="minst en fil"):
        plan(workspace, [store_path(workspace)])


def test_money_of_a_unit_that_grunddata_no_longer_has_is_told(workspace: Workspace) -> None:
    path = export(workspace, "sep.csv")
    apply(workspace, plan(workspace, [path]))
    kept = store_path(workspace)
    kept.write_bytes(kept.read_bytes().replace(b";2011;", b";2099;"))
    made = plan(workspace, [export(workspace, "okt.csv", [("5010", "1011", "202210", "5", "")])])
    assert codes(made) == [Code.UNKNOWN_CODE]
    assert str(made.findings[0].place) == "utfall/utfall.csv rad 4"


def test_a_longer_export_leaves_the_months_before_as_they_were(workspace: Workspace) -> None:
    apply(workspace, plan(workspace, [export(workspace, "sep.csv")]))
    october = [(account, unit, "202210", amount, text) for account, unit, _, amount, text in ROWS]
    made = plan(workspace, [export(workspace, "okt.csv", [*ROWS, *october])])
    assert not made.findings
    assert [(change.period.month, change.before is None, change.cells) for change in made.changes] == [
        (9, False, 0),
        (10, True, 3),
    ]
