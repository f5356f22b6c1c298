"""Documents are made linked: every figure, text and table with its key, and told of in the provenance."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tests.word.linked.making import BODY, ORIGIN, content, form, linked, plain
from tests.word.making import faults_of_form, part
from xltools.model.provenance import Cells, SourceFile
from xltools.word.linked.read import read_linked
from xltools.word.read import paragraphs, tables
from xltools.word.template import compile_template


def test_a_linked_document_is_of_good_form() -> None:
    assert faults_of_form(linked()) == []


def test_a_linked_document_reads_like_an_unlinked_one() -> None:
    assert paragraphs(linked()) == paragraphs(plain())
    assert tables(linked()) == tables(plain())


def test_the_same_values_and_origin_give_the_same_bytes() -> None:
    template = compile_template(form(), content())

    assert template.render(content(), ORIGIN) == template.render(content(), ORIGIN)


def test_tag_title_and_bookmark_are_named_by_the_key() -> None:
    xml = part(linked(), BODY)

    assert '<w:alias w:val="total.avvikelse|tkr"/><w:tag w:val="total.avvikelse|tkr"/>' in xml
    assert all(len(name) <= 40 for name in re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]*)"', xml))
    assert all(len(name) <= 64 for name in re.findall(r'<w:(?:tag|alias) w:val="([^"]*)"', xml))


def test_a_figure_shown_in_two_ways_has_two_keys() -> None:
    keys = [figure.key for figure in read_linked(linked()).figures]

    assert {"total.avvikelse|belopp|mnkr", "total.avvikelse|tkr"} <= set(keys)


def test_figures_in_headers_are_linked_too() -> None:
    found = read_linked(linked()).figures

    assert [figure.where.part for figure in found if figure.key == "total.avvikelse|tkr"] == ["brödtext", "sidhuvud"]


def test_the_provenance_tells_value_words_and_cells() -> None:
    provenance = read_linked(linked()).provenance
    assert provenance is not None
    figure = provenance.figure["total.avvikelse|tkr"]

    assert (figure.value, figure.shown, figure.formula) == (-1_270_000_000, "−12\u00a0700", "summan av enheterna")
    assert figure.sources == (Cells("inlamning/a.xlsx", "Drift", "H7:H9"),)
    assert provenance.files == (SourceFile("inlamning/a.xlsx", "ab" * 32),)
    assert provenance.origin == ORIGIN


def test_an_unknown_figure_is_linked_without_a_value() -> None:
    provenance = read_linked(linked()).provenance
    assert provenance is not None

    assert provenance.figure["total.okand"].value is None


def test_texts_in_loops_are_named_by_the_rows_own_id() -> None:
    assert [text.key for text in read_linked(linked()).texts][-2:] == ["rader[v10].text", "rader[v20].text"]


def test_rows_of_tables_are_named_by_their_own_id_and_tell_their_figures() -> None:
    provenance = read_linked(linked()).provenance
    assert provenance is not None
    rows = provenance.table["rader"]

    assert rows.header == ("Enhet", "Budget")
    assert [(row.key, row.cells, row.figures) for row in rows.rows] == [
        ("v10", ("Vård", "500"), ("", "rader.v10.budget|tkr")),
        ("v20", ("Stöd", "300"), ("", "rader.v20.budget|tkr")),
    ]


def test_a_whole_table_tells_its_rows() -> None:
    provenance = read_linked(linked()).provenance
    assert provenance is not None

    assert [(row.key, row.cells) for row in provenance.table["grid"].rows] == [("Besök", ("Besök", "5", "6"))]


@pytest.mark.parametrize(("tkr", "outcome"), [(-12_700, True), (100, False)])
def test_conditions_tell_what_they_came_to(tkr: int, outcome: bool) -> None:  # a parameter of the test
    provenance = read_linked(linked(tkr)).provenance
    assert provenance is not None

    assert provenance.condition["total.avvikelse < 0"].outcome is outcome


def test_charts_tell_their_figures() -> None:
    found = read_linked(linked())
    (chart,) = found.charts

    assert chart.key == "diagram"
    assert chart.record is not None
    assert [one.values for one in chart.record.series] == [(Decimal(1), Decimal(2))]
    assert chart.workbook in found.package


def test_prose_is_kept_only_as_a_checksum() -> None:
    document = linked()
    kept = [name for name in ("customXml/item1.xml", "customXml/item2.xml") if name in read_linked(document).package]

    assert not any("tre skäl" in part(document, name).replace("**", "") for name in kept)


def test_a_text_says_whether_it_is_as_it_was_written() -> None:
    found = {text.key: text for text in read_linked(linked()).texts}
    record = found["text"].record
    assert record is not None

    assert record.draft
    assert record.says(found["text"].shown)
    assert not record.says(found["text"].shown + " Mer.")
