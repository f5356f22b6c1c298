from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from tests.builders import PERIOD, filled_entries, small_master
from xltools.excel import styles
from xltools.excel.entry import entry_workbook
from xltools.excel.entry_rules import TEXT_LIMIT, TITLE_LIMIT, runs
from xltools.model.organisation import Level, OrgUnit
from xltools.model.place import a1, column_letter
from xltools.sheets import atgarder, drift, info, justeringar, mal, personal, texter, volymer
from xltools.sheets.entry import layouts
from xltools.sheets.spec import FORM_SHEET, HEADER, TEMPLATE_VERSION, CellValue, Formula, Kind, Layout, Prefill

MASTER = small_master()
UNIT = MASTER.organisation.by_code["2011"]
ENTRIES = filled_entries(MASTER, PERIOD)[UNIT.code]


@cache
def _layouts(*, filled: bool = True) -> tuple[Layout, ...]:
    prefill = Prefill({"50": 4_000_000_00}, "Prognos juni", {"50": 4_100_000_50}, ENTRIES if filled else {})
    return layouts(MASTER, UNIT, PERIOD, prefill)


@cache
def _bytes(*, filled: bool = True) -> bytes:
    return entry_workbook(_layouts(filled=filled), UNIT, PERIOD)


@cache
def _workbook() -> Workbook:
    return openpyxl.load_workbook(BytesIO(_bytes()))


def _sheet(name: str) -> Worksheet:
    sheet = _workbook()[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def _layout(name: str) -> Layout:
    return next(layout for layout in _layouts() if layout.sheet == name)


ALL = [layout.sheet for layout in _layouts()]


def _locked(sheet: Worksheet, cell: str) -> bool:
    return bool(sheet[cell].protection.locked)


@pytest.mark.parametrize("name", ALL)
def test_only_the_cells_that_the_unit_fills_are_unlocked(name: str) -> None:
    layout, sheet = _layout(name), _sheet(name)
    opened = {layout.cell(i, key) for i, row in enumerate(layout.rows) for key in row.open}
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not _locked(sheet, cell.coordinate)}
    assert unlocked == opened


@pytest.mark.parametrize("name", ALL)
def test_the_cells_that_the_unit_fills_are_yellow(name: str) -> None:
    layout, sheet = _layout(name), _sheet(name)
    fills = {sheet[layout.cell(i, key)].fill.fgColor.rgb for i, row in enumerate(layout.rows) for key in row.open}
    assert fills == {"FF" + styles.ENTRY_FILL[1:]}


@pytest.mark.parametrize("name", ALL)
def test_every_sheet_is_protected_without_a_password(name: str) -> None:
    protection = _sheet(name).protection
    assert (protection.sheet, protection.password) == (True, None)


@pytest.mark.parametrize("name", ALL)
def test_columns_and_rows_may_be_made_wider_and_higher(name: str) -> None:
    protection = _sheet(name).protection
    assert (protection.formatColumns, protection.formatRows) == (False, False)  # False: not forbidden


@pytest.mark.parametrize("name", ALL)
def test_title_intro_unit_and_headings_stand_where_the_reader_looks(name: str) -> None:
    layout, sheet = _layout(name), _sheet(name)
    head = [sheet["A1"].value, sheet["A2"].value, sheet["A3"].value]
    headings = [" ".join(str(sheet.cell(HEADER + 1, i + 1).value).split()) for i in range(len(layout.columns))]
    assert (head, headings) == (
        [layout.title, layout.intro, "2011 Gruppbostaden Björken · augusti 2022"],
        layout.titles,
    )


@pytest.mark.parametrize("name", ALL)
def test_every_cell_holds_what_the_layout_says(name: str) -> None:
    layout, sheet = _layout(name), _sheet(name)
    for i, row in enumerate(layout.rows):
        for key, value in row.cells.items():
            found = sheet[layout.cell(i, key)].value
            assert (found.date() if isinstance(value, date) else found) == (
                value.text if isinstance(value, Formula) else value
            )


@pytest.mark.parametrize("name", ALL)
def test_formulas_carry_their_values_for_programs_that_do_not_recalculate(name: str) -> None:
    layout = _layout(name)
    grid = CalamineWorkbook.from_filelike(BytesIO(_bytes())).get_sheet_by_name(name).to_python(skip_empty_area=False)
    for i, row in enumerate(layout.rows):
        for key, value in row.cells.items():
            if isinstance(value, Formula):
                assert grid[HEADER + 1 + i][layout.index[key]] == (
                    value.value if isinstance(value.value, str) else pytest.approx(value.value)
                )


def test_the_hidden_sheet_tells_unit_period_version_and_structure() -> None:
    sheet = _sheet(FORM_SHEET)
    facts = [(row[0].value, row[1].value) for row in sheet.iter_rows()]
    assert (sheet.sheet_state, facts) == (
        "veryHidden",
        [("mall", TEMPLATE_VERSION), ("enhet", "2011"), ("period", "2022-08")]
        + [(f"struktur:{layout.sheet}", layout.fingerprint) for layout in _layouts()],
    )


def test_the_same_layouts_give_the_same_bytes() -> None:
    assert entry_workbook(_layouts(), UNIT, PERIOD) == entry_workbook(_layouts(), UNIT, PERIOD)


def _with_text(text: str) -> Worksheet:
    entries: dict[tuple[str, str, str], CellValue] = {(texter.NAME, "handelser", "text"): text}
    made = entry_workbook(layouts(MASTER, UNIT, PERIOD, Prefill(entries=entries)), UNIT, PERIOD)
    sheet = openpyxl.load_workbook(BytesIO(made))[texter.NAME]
    assert isinstance(sheet, Worksheet)
    return sheet


@pytest.mark.parametrize("text", ["=1+1", "=HYPERLINK(A1)", "{=SUM(A1)}", "https://example.org", "0123", "- punkt"])
def test_what_people_wrote_stays_text(text: str) -> None:
    cell = _with_text(text).cell(HEADER + 2, 3)
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=200))
def test_any_words_come_back_as_they_were(text: str) -> None:
    assert _with_text(text).cell(HEADER + 2, 3).value == text


def _validation(layout: Layout, row: str, column: str) -> object:
    cell = layout.cell(next(i for i, r in enumerate(layout.rows) if r.key == row), column)
    rules = _sheet(layout.sheet).data_validations.dataValidation
    found = [rule for rule in rules if cell in rule.sqref]
    assert len(found) == 1
    return found[0]


def _rule(name: str, row: str, column: str) -> tuple[object, ...]:
    rule = _validation(_layout(name), row, column)
    return tuple(getattr(rule, field) for field in ("type", "operator", "formula1", "formula2"))


def test_an_assessment_is_chosen_from_a_list() -> None:
    assert _rule(mal.GOALS, "N1", "bedomning")[:3:2] == (
        "list",
        '"Uppfyllt,Delvis uppfyllt,Ej uppfyllt,Går ej att bedöma"',
    )


def test_a_share_lies_between_0_and_100() -> None:
    assert _rule(volymer.NAME, "belaggning", "m3") == ("decimal", None, "0", "100")


def test_a_count_is_whole_and_not_negative() -> None:
    assert _rule(personal.NAME, "anstallda", "kvinnor") == ("whole", "greaterThanOrEqual", "0", None)


def test_a_forecast_is_a_number() -> None:
    assert _rule(drift.NAME, "50", "prognos")[0] == "decimal"


def test_the_start_of_an_action_is_a_date() -> None:
    assert _rule(atgarder.NAME, "1", "fran")[0] == "date"


def test_the_day_the_book_was_filled_in_is_a_date() -> None:
    cell = _layout(info.NAME).cell([row.key for row in _layout(info.NAME).rows].index("datum"), "varde")
    assert _rule(info.NAME, "datum", "varde")[0] == "date"
    assert _sheet(info.NAME)[cell].number_format == "yyyy-mm-dd"


def test_a_cell_explains_itself_when_it_is_selected() -> None:
    rule = _validation(_layout(drift.NAME), "50", "prognos")
    column = _layout(drift.NAME).columns[_layout(drift.NAME).index["prognos"]]
    assert (rule.promptTitle, rule.prompt) == (column.title, column.help)  # type: ignore[attr-defined]  # openpyxl's


def test_hints_errors_and_lists_are_short_enough_for_excel() -> None:
    rules = [rule for name in ALL for rule in _sheet(name).data_validations.dataValidation]
    for rule in rules:
        assert max(len(rule.promptTitle or ""), len(rule.errorTitle or "")) <= TITLE_LIMIT
        assert max(len(rule.prompt or ""), len(rule.error or ""), len(str(rule.formula1 or "")) - 2) <= TEXT_LIMIT


def _marks(name: str) -> dict[str, str]:
    """Return every conditional format of a sheet: area → formula."""
    found = _sheet(name).conditional_formatting
    return {str(area.sqref): str(rule.formula[0]) for area in found for rule in area.rules}


def test_a_large_deviation_without_words_marks_the_comment() -> None:
    layout = _layout(drift.NAME)
    at = next(i for i, row in enumerate(layout.rows) if row.key == "50")
    row, deviation, budget, comment = (
        HEADER + 2 + at,
        *(layout.cell(at, key) for key in ("avvikelse", "budget", "kommentar")),
    )
    last = layout.cell(at + 2, "kommentar")
    assert str(row) in comment
    assert _marks(drift.NAME)[f"{comment}:{last}"] == (
        f'AND(ABS(N(${deviation}))>50,ABS(N(${deviation}))*100>2*ABS(N(${budget})),TRIM(${comment})="")'
    )


@pytest.mark.parametrize(("column", "least"), [("avvikelse", 0.5), ("avvikelse_procent", 0.0005)])
def test_what_rounds_to_nothing_is_neither_red_nor_has_it_a_minus(column: str, least: float) -> None:
    cell = _layout(drift.NAME).cell(1, column)
    found = [area for area in _sheet(drift.NAME).conditional_formatting if cell in area.sqref]
    rules = [
        (rule.operator, [float(text) for text in rule.formula], rule.dxf)
        for area in found
        for rule in area.rules
        if rule.type == "cellIs"
    ]
    shown = {operator: (bounds, dxf) for operator, bounds, dxf in rules}
    assert shown["lessThanOrEqual"][0] == [-least]
    bounds, nothing = shown["between"]
    assert bounds == pytest.approx([-least, least])
    assert "-" not in nothing.numFmt.formatCode
    assert all(-least < bound < least for bound in bounds)


def test_a_comment_is_never_demanded_on_a_sum() -> None:
    layout = _layout(drift.NAME)
    column = a1(0, layout.index["kommentar"])[:-1]
    sums = [HEADER + 2 + i for i, row in enumerate(layout.rows) if row.key.startswith(("summa", "netto"))]
    covered = [area for area in _sheet(drift.NAME).conditional_formatting if str(area.sqref).startswith(column)]
    assert not [n for n in sums for area in covered if f"{column}{n}" in area.sqref]


def test_an_empty_forecast_is_marked_as_missing() -> None:
    layout = _layout(drift.NAME)
    at = next(i for i, row in enumerate(layout.rows) if row.key == "31")
    cell = layout.cell(at, "prognos")
    assert _marks(drift.NAME)[cell] == f'TRIM({cell})=""'


@pytest.mark.parametrize("name", ALL)
def test_every_sheet_prints_on_landscape_a4_with_its_headings_on_each_page(name: str) -> None:
    sheet = _sheet(name)
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.print_title_rows) == (
        "landscape",
        styles.PAPER_A4,
        f"${HEADER + 1}:${HEADER + 1}",
    )


def test_the_months_of_drift_print_on_a_page_of_their_own_beside_the_labels() -> None:
    sheet = _sheet(drift.NAME)
    breaks = [found.id for found in sheet.col_breaks.brk]
    assert (breaks, sheet.print_title_cols) == ([_layout(drift.NAME).index["m1"]], "$A:$B")


def test_headings_and_labels_stay_in_sight() -> None:
    assert {name: _sheet(name).freeze_panes for name in ALL} == {
        "Info": "A6",
        "Drift": "C6",
        "Justeringar": "B6",
        "Volymer": "C6",
        "Personal": "C6",
        "Mål": "C6",
        "Uppdrag": "C6",
        "Investeringar": "C6",
        "Åtgärder": "B6",
        "Texter": "A6",
    }


def test_the_workbook_opens_on_info() -> None:
    assert _workbook().active is _sheet(info.NAME)


@pytest.mark.parametrize("name", ALL)
def test_the_cursor_stands_on_the_first_cell_to_fill(name: str) -> None:
    layout = _layout(name)
    opened = [(i, layout.index[key]) for i, row in enumerate(layout.rows) for key in row.open]
    row, column = min(opened)
    assert _sheet(name).sheet_view.selection[-1].activeCell == a1(HEADER + 1 + row, column)


def test_info_links_to_every_other_sheet() -> None:
    links = [str(cell.hyperlink.location) for row in _sheet(info.NAME).iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in ALL[1:]]


def test_money_shows_whole_units_and_keeps_the_rest() -> None:
    layout, sheet = _layout(drift.NAME), _sheet(drift.NAME)
    cell = sheet[layout.cell(next(i for i, r in enumerate(layout.rows) if r.key == "50"), "beraknad")]
    assert (cell.value, cell.number_format) == (4100.0005, "#,##0")


def test_a_share_that_is_a_fraction_is_shown_in_per_cent() -> None:
    layout, sheet = _layout(drift.NAME), _sheet(drift.NAME)
    columns = [column.key for column in layout.columns if column.kind is Kind.PERCENT]
    assert {sheet[layout.cell(1, key)].number_format for key in columns} == {"0.0\xa0%"}


def test_a_date_in_a_cell_for_text_is_shown_as_a_date() -> None:
    entries: dict[tuple[str, str, str], CellValue] = {(info.NAME, "datum", "varde"): date(2022, 9, 5)}
    made = layouts(MASTER, UNIT, PERIOD, Prefill(entries=entries))
    grid = CalamineWorkbook.from_filelike(BytesIO(entry_workbook(made, UNIT, PERIOD))).get_sheet_by_name(info.NAME)
    assert date(2022, 9, 5) in [row[1] for row in grid.to_python()]


def test_a_row_with_a_long_comment_is_made_high_enough_to_read() -> None:
    entries: dict[tuple[str, str, str], CellValue] = {(drift.NAME, "50", "kommentar"): "Fler placeringar. " * 12}
    made = layouts(MASTER, UNIT, PERIOD, Prefill(entries=entries))
    sheet = openpyxl.load_workbook(BytesIO(entry_workbook(made, UNIT, PERIOD)))[drift.NAME]
    at = next(i for i, row in enumerate(_layout(drift.NAME).rows) if row.key == "50")
    heights = sheet.row_dimensions
    assert heights[HEADER + 2 + at].height >= 4 * styles.LINE_HEIGHT
    assert heights[HEADER + 3 + at].height is None


def test_a_name_with_an_ampersand_is_no_code_in_the_footer() -> None:
    unit = OrgUnit("2011", "Stöd & service", Level.ENHET, "201")
    made = openpyxl.load_workbook(BytesIO(entry_workbook(_layouts(), unit, PERIOD)))
    assert "Stöd && service" in str(made[info.NAME].oddFooter)


@given(st.sets(st.integers(0, 60)))
def test_runs_cover_just_the_rows_they_are_made_of(rows: set[int]) -> None:
    found = runs(sorted(rows))
    assert [n for first, last in found for n in range(first, last + 1)] == sorted(rows)


def test_choices_too_long_for_a_validation_stand_in_cells_that_it_points_at() -> None:
    column = _layout(justeringar.NAME).index["kostnadsslag"]
    lines = tuple(f"{code} Kostnader för verksamhet nummer {code}, och annat" for code in range(10, 22))
    long = replace(_layout(justeringar.NAME), columns=justeringar.columns(PERIOD.year, lines))
    made = openpyxl.load_workbook(BytesIO(entry_workbook((long,), UNIT, PERIOD)))
    rules = made[justeringar.NAME].data_validations.dataValidation
    (rule,) = (rule for rule in rules if rule.type == "list" and column_letter(column) in str(rule.sqref))
    assert rule.formula1 == "'_xltools'!$D$1:$D$12"
    assert [row[0].value for row in made["_xltools"]["D1:D12"]] == list(lines)
