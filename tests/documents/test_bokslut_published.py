"""A published bokslut, digit for digit, from entry workbooks and grunddata that hold unrounded kronor."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents import bokslut_2019 as published
from xltools.model.finding import errors
from xltools.model.number import MINUS, NBSP, ORE_PER_TKR
from xltools.model.totals import NET
from xltools.tasks.aggregate import aggregate
from xltools.tasks.report import report
from xltools.tasks.validate import validate
from xltools.word.read import headings, paragraphs, tables
from xltools.workspace import Workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return published.folder(tmp_path_factory.mktemp("bokslut") / "namnden")


@pytest.fixture(scope="module")
def document(workspace: Workspace) -> bytes:
    path = report(workspace, "bokslut", published.PERIOD).path
    assert path is not None
    return path.read_bytes()


def plain(text: str) -> str:
    return text.replace(NBSP, " ").replace(MINUS, "-").strip()


def found(document: bytes) -> list[list[tuple[str, ...]]]:
    return [[tuple(plain(cell) for cell in row) for row in table] for table in tables(document)]


def table_with(document: bytes, heading: str) -> list[tuple[str, ...]]:
    """Return the rows of the first table whose first heading is this."""
    return next(table[1:] for table in found(document) if table[0][0] == heading)


def test_the_workbooks_of_the_year_are_faultless(workspace: Workspace) -> None:
    assert errors(f for book in validate(workspace, period=published.PERIOD).books for f in book.findings) == 0


def test_december_comes_from_the_workbooks_and_the_rest_from_the_ledger(workspace: Workspace) -> None:
    summary = aggregate(workspace, published.PERIOD).summary
    care = summary.drift["20", NET]
    assert care.outcome == 171_596_800_00
    assert (
        sum(row.total() for row in published.master().outcome if row.year == 2019 and row.unit[0] == "2") < care.outcome
    )


@pytest.mark.parametrize("name", published.PRINTED)
def test_a_resultatrakning_is_as_printed(document: bytes, name: str) -> None:
    results = [table for table in found(document) if table[1][0] == "Intäkter"]
    table = results[list(published.PRINTED).index(name)]
    assert table[0] == ("tkr", "Bokslut 2018", "Bokslut 2019", "Budget 2019", "Avvikelse 2019")
    assert table[1:] == list(published.PRINTED[name])


def test_the_forvaltning_comes_first_and_then_every_sektor(document: bytes) -> None:
    assert [text for level, text in headings(document) if level == 1] == [*published.PRINTED, "Statsbidrag"]


@pytest.mark.parametrize(("name", "tkr"), [(name, tkr) for _, name, tkr, _ in published.CARE])
def test_the_deviation_of_an_enhet_is_as_printed(document: bytes, name: str, tkr: int) -> None:
    rows = {row[0]: row for table in found(document) if table[0][0] == "Enhet" for row in table[1:]}
    assert rows[name][-1] == f"{tkr:,}".replace(",", " ")


def test_the_deviations_of_enheter_add_up_to_the_sektors_with_a_note_on_rounding(document: bytes) -> None:
    table = next(table for table in found(document) if table[1][0] == "Sjögården")
    assert table[-1][0] == "Summa"
    assert table[-1][-1] == "2 161"
    shown = paragraphs(document)
    note = shown[shown.index("Resultat per enhet, tkr") + 1]
    assert "räknas på oavrundade värden" in note


def test_what_no_sektor_has_stands_in_a_row_of_its_own(document: bytes) -> None:
    rows = table_with(document, "Sektor")
    assert [row[0] for row in rows] == ["Gemensamt", *list(published.PRINTED)[1:], "Summa"]
    assert rows[-1] == ("Summa", "287 077", "291 725", "289 592", "-2 133")
    assert any(text.startswith("Gemensamt ligger direkt under nämnden") for text in paragraphs(document))


def test_the_atgarder_are_as_printed_in_kronor(document: bytes) -> None:
    tables_ = [table for table in found(document) if table[0][0] == "Åtgärd"]
    for table in tables_:
        assert [row[-1] for row in table[1:]] == [
            "3 873 000", "1 000 000", "0", "1 350 000", "339 000", "250 000", "215 000", "500 000", "7 527 000",
        ]  # fmt: skip
        assert table[-1][0] == "Totalt"
    assert len(tables_) == len(("förvaltningen", "Individ och familjeomsorg"))


def test_the_statsbidrag_are_as_printed_and_an_unknown_amount_is_named(document: bytes) -> None:
    rows = table_with(document, "Statsbidrag")
    assert [(row[0], row[-1]) for row in rows[:-1]] == [
        ("Habiliteringsersättning", "747 284"),
        ("Förstärkt bemanning (1)", "699 301"),
        ("Psykisk ohälsa BoU", "–"),
        ("Våld i nära relationer", "172 864"),
        ("Förstärkt bemanning (2)", "1 153 529"),
        ("Stimulansmedel", "340 425"),
    ]
    assert "Ett bidrag är utan känt belopp och ingår inte i summan." in paragraphs(document)


def test_the_utredningar_are_as_printed_for_the_delar_and_after_it(document: bytes) -> None:
    table = next(table for table in found(document) if table[0][:2] == ("Mått", "Enhet"))
    assert table == [
        ("Mått", "Enhet", "jan–aug", "sep–dec", "2019", "2018"),
        ("Utredningar", "antal", "802", "333", "1 135", "–"),
        ("Utredningar enligt IBIC", "antal", "571", "333", "904", "–"),
    ]


def test_goals_stand_under_the_fullmaktigemal_with_sign_and_word(document: bytes) -> None:
    table = next(table for table in found(document) if table[0][0] == "Nämndsmål")
    assert table[1:] == [
        ("Ett gott liv i hela kommunen", "", "", "", ""),
        ("Stödet utgår från den enskildes behov", "", "", "", "◐ Delvis uppfyllt"),
        ("", "Genomförandeplaner som är aktuella", "90 %", "81,5 %", "○ Ej uppfyllt"),
    ]


def test_key_figures_name_their_source(document: bytes) -> None:
    assert "Källa: Kolada, N23890." in paragraphs(document)


def test_a_unit_that_has_not_delivered_is_named(tmp_path: Path) -> None:
    late = published.folder(tmp_path / "sen", without={"2004"})
    path = report(late, "bokslut", published.PERIOD).path
    assert path is not None
    text = " ".join(map(plain, paragraphs(path.read_bytes())))
    assert "En enhet har inte lämnat in sina uppgifter: Hemvården öster och väster." in text


def test_the_amounts_of_the_folder_are_not_rounded() -> None:
    whole = [ore for year in published.amounts().values() for column in year.columns for ore in column.values()]
    assert sum(ore % ORE_PER_TKR != 0 for ore in whole) > len(whole) // 2
