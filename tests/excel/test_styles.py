from __future__ import annotations

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from xltools.excel import styles

_WORDS = st.lists(st.text("abcåäöWi", min_size=1, max_size=12), max_size=30).map(" ".join)


def test_a_format_is_made_once_in_a_workbook() -> None:
    with styles.new_workbook(BytesIO(), "Prov") as workbook:
        formats = styles.Formats(workbook)
        assert formats(styles.CELL, styles.money()) is formats(styles.CELL, styles.number())


def test_a_later_style_wins_over_an_earlier_one() -> None:
    with styles.new_workbook(BytesIO(), "Prov") as workbook:
        made = styles.Formats(workbook)(styles.CELL, styles.TOP)
        assert made.text_v_align == styles.Formats(workbook)(styles.TOP).text_v_align


def test_decimals_are_written_into_the_number_format() -> None:
    assert [styles.number(n)["num_format"] for n in (0, 1, 2)] == ["#,##0", "#,##0.0", "#,##0.00"]


def test_a_span_of_months_is_not_broken_in_a_heading() -> None:
    assert [styles.heading(title) for title in ("Utfall jan–aug", "Prognos 2022")] == [
        "Utfall\njan–aug",
        "Prognos 2022",
    ]


def test_columns_that_fit_are_printed_in_full_size() -> None:
    assert styles.columns_scale([20, 20]) == 100


def test_columns_that_do_not_fit_are_printed_smaller() -> None:
    assert styles.columns_scale([200]) < 100


def test_a_very_wide_table_is_parted_over_pages() -> None:
    assert (styles.pages_across([40, 40]), styles.pages_across([40] * 12)) == (1, 2)


@given(_WORDS, st.integers(10, 80))
def test_a_narrower_column_never_takes_fewer_lines(text: str, width: int) -> None:
    assert styles.lines(text, width / 2) >= styles.lines(text, width)


@given(_WORDS, _WORDS)
def test_a_new_paragraph_begins_on_a_line_of_its_own(first: str, second: str) -> None:
    assert styles.lines(f"{first}\n{second}", 30) == styles.lines(first, 30) + styles.lines(second, 30)
