"""Formula cells, error values and extents, as different programs spell them in a sheet's XML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.excel.formulas import MAX_COLUMNS, MAX_ROWS, NEAR_COLUMNS, NEAR_ROWS, scan
from xltools.excel.open import Refusal, RefusedError
from xltools.model.place import a1

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(rows: str, tail: str = "") -> bytes:
    text = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{tail}</worksheet>'
    return text.encode()


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B5"><f>A1+1</f><v>2</v></c>',
        '<c r="B5" s="3" t="str"><f>A1&amp;"x"</f><v>x</v></c>',
        '<c r="B5"><f t="shared" si="0"/><v>2</v></c>',
        '<c r="B5"><f t="array" ref="B5">SUM(A1)</f><v>2</v></c>',
        '<c r="B5"><f aca="false">A1</f><v>2</v></c>',
        '<c r="B5"><f/></c>',
        '<c r="B5">\n  <f>A1</f>\n  <v>2</v>\n</c>',
        '<c s="3" r="B5"><f>A1</f></c>',
        "<c r='B5'><f>A1</f></c>",
        '<c\n r="B5"><f>A1</f></c>',
        "<c/><c><f>A1</f></c>",
    ],
)
def test_a_formula_is_found_however_it_is_spelled(cell: str) -> None:
    assert scan(sheet(f'<row r="5">{cell}</row>')).formulas == {"B5"}


def test_a_formula_is_found_behind_a_prefix() -> None:
    xml = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="5"><x:c r="B5" t="e"><x:f>A1</x:f><x:v>#REF!</x:v>'
        "</x:c></x:row></x:sheetData></x:worksheet>"
    )
    found = scan(xml.encode())
    assert (found.formulas, found.errors) == (frozenset({"B5"}), {"B5": "#REF!"})


def test_values_and_validation_formulas_are_no_formula_cells() -> None:
    tail = '<dataValidations><dataValidation sqref="A1"><formula1>B1</formula1></dataValidation></dataValidations>'
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="2"/><c r="C1" t="inlineStr"><is><t>f</t></is></c></row>'
    assert scan(sheet(rows, tail)).formulas == frozenset()


def test_an_error_value_is_named_with_its_cell() -> None:
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="C1" t="e"><v>#N/A</v></c></row>'
    )
    assert scan(sheet(rows)).errors == {"B1": "#DIV/0!", "C1": "#N/A"}


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 1200), st.integers(0, 80)),
        st.tuples(st.booleans(), st.booleans()),
        min_size=1,
        max_size=30,
    )
)
def test_both_ways_of_scanning_agree(cells: dict[tuple[int, int], tuple[bool, bool]]) -> None:
    def spelled(prefix: str) -> bytes:
        rows = ""
        for (row, column), (formula, error) in cells.items():
            kind = ' t="e"' if error else ""
            inside = f"<{prefix}f>A1</{prefix}f>" if formula else ""
            cell = f'<{prefix}c r="{a1(row, column)}"{kind}>{inside}<{prefix}v>#REF!</{prefix}v></{prefix}c>'
            rows += f'<{prefix}row r="{row + 1}">{cell}</{prefix}row>'
        space = f'xmlns{":" if prefix else ""}{prefix.rstrip(":")}="{MAIN}"'
        start, end = f"<{prefix}worksheet {space}><{prefix}sheetData>", f"</{prefix}sheetData></{prefix}worksheet>"
        return f"{start}{rows}{end}".encode()

    fast, slow = scan(spelled("")), scan(spelled("x:"))
    assert (fast.formulas, fast.errors) == (slow.formulas, slow.errors)
    assert fast.rows >= slow.rows
    assert fast.columns >= slow.columns


def test_a_sheet_within_z999_is_given_that_extent() -> None:
    found = scan(sheet('<row r="999"><c r="Z999"><v>1</v></c></row>'))
    assert (found.rows, found.columns) == (NEAR_ROWS, NEAR_COLUMNS)


def test_a_cell_in_the_far_corner_shows_in_the_extent() -> None:
    found = scan(sheet('<row r="1048576"><c r="XFD1048576"><f>1</f></c></row>'))
    assert (found.rows, found.columns, found.formulas) == (MAX_ROWS, MAX_COLUMNS, frozenset({"XFD1048576"}))


@pytest.mark.parametrize("address", ["A1048577", "XFE1", "AAAA1", "B99999999999999999999", "B0", "b5", "B", "5", "B5x"])
def test_an_address_outside_every_sheet_is_damage(address: str) -> None:
    with pytest.raises(RefusedError) as caught:
        scan(sheet(f'<row r="1"><c r="{address}"><v>1</v></c></row>'))
    assert caught.value.refusal is Refusal.DAMAGED


def test_entities_are_refused() -> None:
    xml = b'<!DOCTYPE worksheet [<!ENTITY a "aaaa">]>' + sheet('<row r="1"><c r="A1"><v>&a;</v></c></row>')[21:]
    with pytest.raises(RefusedError) as caught:
        scan(xml)
    assert caught.value.refusal is Refusal.UNSAFE
