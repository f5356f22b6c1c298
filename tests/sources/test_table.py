"""Text tables are read row by row, each with the line it begins on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.model.ledger import RowFault
from xltools.sources.table import read_table, sample, stated_separator
from xltools.sources.text import TextFile, examine


def table(folder: Path, text: str) -> TextFile:
    path = folder / "export.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return examine(path)


def test_rows_are_numbered_by_the_line_they_begin_on(tmp_path: Path) -> None:
    file = table(tmp_path, 'Konto;Text\r\n5010;"två\r\nrader"\r\n6010;en\r\n')
    assert list(read_table(file, ";")) == [(1, ["Konto", "Text"]), (2, ["5010", "två\r\nrader"]), (4, ["6010", "en"])]


def test_excels_own_line_names_the_separator_and_is_no_row(tmp_path: Path) -> None:
    file = table(tmp_path, "sep=|\nKonto|Belopp\n")
    assert stated_separator(file) == "|"
    assert list(read_table(file, "|")) == [(2, ["Konto", "Belopp"])]


def test_a_quotation_mark_that_swallows_rows_is_told(tmp_path: Path) -> None:
    file = table(tmp_path, 'Konto;Belopp;Text\n5010;1;"Bolaget\n5010;2;ett\n5010;3;två\n')
    (_, fault) = read_table(file, ";")
    assert isinstance(fault, RowFault)
    assert fault.line == 2
    assert "3 rader" in fault.details["reason"]


def test_a_cell_beyond_all_measure_ends_the_reading_with_a_fault(tmp_path: Path) -> None:
    file = table(tmp_path, 'Konto;Text\n5010;"' + "x" * 200_000)
    assert isinstance(list(read_table(file, ";"))[-1], RowFault)


def test_a_sample_is_the_first_rows(tmp_path: Path) -> None:
    assert len(sample(table(tmp_path, "a;b\n" * 500), ";")) == 40


@given(
    st.lists(st.lists(st.sampled_from(["5010", "å;ä", 'sa "nej"', "-1 234,50"]), min_size=2, max_size=4), max_size=8)
)
def test_what_was_written_is_read(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    quoted = "".join(";".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)
    file = table(tmp_path_factory.getbasetemp(), quoted)
    assert [row[1] for row in read_table(file, ";") if not isinstance(row, RowFault)] == rows
