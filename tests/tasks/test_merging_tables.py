"""The tables of a document that people have edited: rows by their keys, words in cells, columns of somebody's own."""

from __future__ import annotations

import copy

import pytest

from tests.tasks.refreshing import After, changed_by_hand, made, refreshed
from tests.word.linked import hand
from tests.word.linked.making import control, figure, row
from xltools.model.grid import Grid, GridColumn, GridRow
from xltools.model.refreshed import Fate, Look
from xltools.word.ooxml import TC, TR, T, nearest, w

NOW = made(-9_300)
ROW = "rader.v10.budget|tkr"
THREE = [row("v10", "Vård", 555), row("v15", "Råd", 77), row("v20", "Stöd", 300)]


def rows_of(after: After) -> list[tuple[str, ...]]:
    return [one.cells for one in next(table for table in after.document.tables if table.key == "rader").rows]


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_new_row_is_put_where_it_belongs(at: int) -> None:
    rows = [row("v10", "Vård", 500), row("v20", "Stöd", 300)]
    rows.insert(at, row("v15", "Råd", 77))
    after = refreshed(made(), made(rader=rows))
    assert rows_of(after) == rows_of(refreshed(made(rader=rows), made(rader=rows)))
    assert after.looks(Look.ROW_ADDED) == ["Råd | 77"]


def test_a_new_row_is_linked_from_now_on() -> None:
    rows = [row("v10", "Vård", 500), row("v15", "Råd", 77), row("v20", "Stöd", 300)]
    first = refreshed(made(), made(rader=rows))
    rows[1] = row("v15", "Råd", 88)
    assert refreshed(first.data, made(rader=rows)).shown("rader.v15.budget|tkr") == ["88"]


def test_with_tracking_on_a_new_row_is_a_tracked_insertion() -> None:
    rows = [row("v10", "Vård", 500), row("v15", "Råd", 77), row("v20", "Stöd", 300)]
    after = refreshed(hand.with_tracking_on(made()), made(rader=rows))
    table = next(one for one in after.document.tables if one.key == "rader")
    assert [one.element.find("{*}trPr/{*}ins") is not None for one in table.rows] == [False, False, True, False]


def test_a_deleted_row_is_not_put_back() -> None:
    after = refreshed(changed_by_hand(lambda root: hand.without_row(root, ROW)), NOW)
    assert rows_of(after)[1:] == [("Stöd", "300")]
    assert after.looks(Look.ROW_DELETED) == ["Vård | 500"]


def test_a_row_that_the_underlag_has_lost_is_told_and_left() -> None:
    now = made(rader=[row("v20", "Stöd", 300)])
    after = refreshed(made(), now)
    assert (after.looks(Look.ROW_GONE), after.fates(ROW)) == (["Vård | 500"], [Fate.GONE])
    assert refreshed(after.data, now).fates(ROW) == [Fate.GONE]


def test_a_table_with_a_column_of_somebodys_own_gets_no_rows_but_its_figures() -> None:
    def widened(root: hand.Element) -> None:
        table = nearest(control(root, ROW), w("tbl"))
        assert table is not None
        for line in table.iter(TR):
            line.append(hand.element("tc", hand.paragraph("Egen")))

    after = refreshed(changed_by_hand(widened), made(rader=THREE))
    assert (after.shown(ROW), after.looks(Look.ROW_MISSING)) == (["555"], ["Råd | 77"])


def test_words_in_a_cell_are_brought_up_to_date_and_those_of_people_left() -> None:
    now = made(rader=[row("v10", "Omvårdnad", 500), row("v20", "Service", 300)])

    def renamed(root: hand.Element) -> None:
        cell = next(one for one in root.iter(T) if one.text == "Stöd")
        cell.text = "Stöd och hjälp"

    after = refreshed(changed_by_hand(renamed), now)
    assert [cells[0] for cells in rows_of(after)[1:]] == ["Omvårdnad", "Stöd och hjälp"]


def test_the_figures_of_a_whole_table_are_brought_up_to_date() -> None:
    columns = (GridColumn("Kv 1"), GridColumn("Kv 2"))
    grid = Grid(
        "Kvartal",
        "Antal per kvartal.",
        "Mått",
        columns,
        (GridRow("Besök", (figure("grid.a", 7), figure("grid.b", 6))),),
    )
    assert refreshed(made(), made(grid=grid)).shown("grid.a") == ["7"]


def test_a_table_inside_a_cell_disturbs_no_other_cell() -> None:
    def nested(root: hand.Element) -> None:
        cell = nearest(control(root, ROW), TC)
        assert cell is not None
        inner = hand.element("tbl", hand.element("tr", hand.element("tc", hand.paragraph("Egen tabell"))))
        cell.insert(1, inner)

    now = made(rader=[row("v10", "Omvårdnad", 555), row("v20", "Service", 300)])
    after = refreshed(changed_by_hand(nested), now)
    assert after.shown(ROW) == ["555"]
    assert [cells[0] for cells in rows_of(after)[1:]] == ["Omvårdnad", "Service"]
    assert "Egen tabell" in after.xml


def test_rows_in_controls_of_words_own_are_found_and_new_ones_added() -> None:
    def repeating(root: hand.Element) -> None:
        line = nearest(control(root, ROW), TR)
        assert line is not None
        around = hand.element("sdt", hand.element("sdtPr", hand.element("id", val="5")), hand.element("sdtContent"))
        line.addprevious(around)
        around[1].append(line)

    after = refreshed(changed_by_hand(repeating), made(rader=THREE))
    assert rows_of(after)[1:] == [("Vård", "555"), ("Råd", "77"), ("Stöd", "300")]


def test_a_copied_row_shows_what_the_underlag_says_in_both() -> None:
    def doubled(root: hand.Element) -> None:
        line = nearest(control(root, ROW), TR)
        assert line is not None
        line.addnext(copy.deepcopy(line))

    assert refreshed(changed_by_hand(doubled), made(rader=THREE)).shown(ROW) == ["555", "555"]


def test_new_words_stand_once_in_a_cell_that_was_parted_in_two_paragraphs() -> None:
    def parted(root: hand.Element) -> None:
        name = next(one for one in root.iter(T) if one.text == "Vård")
        name.text = "Vå"
        cell = nearest(name, TC)
        assert cell is not None
        cell.append(hand.paragraph("rd"))

    after = refreshed(changed_by_hand(parted), made(rader=[row("v10", "Omsorg", 500), row("v20", "Stöd", 300)]))
    assert rows_of(after)[1][0].strip() == "Omsorg"


def test_with_tracking_on_new_words_in_a_cell_are_a_tracked_change() -> None:
    now = made(rader=[row("v10", "Omvårdnad", 500), row("v20", "Stöd", 300)])
    after = refreshed(hand.with_tracking_on(made()), now)
    assert rows_of(after)[1][0] == "Omvårdnad"
    assert [said.text for gone in hand.body(after.data).iter(w("del")) for said in gone.iter(w("delText"))] == ["Vård"]
