"""The list of what a template may quote: every name, with its value now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents import published
from xltools.model.report import CannotRunError
from xltools.tasks.fields import Field, fields, fields_of, quotable
from xltools.workspace import Workspace


@pytest.fixture(scope="module")
def report() -> dict[str, Field]:
    values = quotable("tertialrapport", published.master(), published.summary())
    return {field.name: field for field in fields_of(values)}


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")


def test_a_figure_is_listed_with_value_kind_and_label(report: dict[str, Field]) -> None:
    found = report["drift.total.avvikelse"]
    assert (plain(found.value), found.kind, found.label) == ("-12 700 tkr", "belopp", "Nettokostnad, avvikelse")


def test_a_list_is_listed_with_its_length_and_the_names_of_its_rows(report: dict[str, Field]) -> None:
    assert report["drift.kostnadsslag.rader"].value == "7 rader"
    assert plain(report["drift.kostnadsslag.rader[].budget"].value) == "-77 174 tkr"


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("period.slut", "31 augusti 2022", "datum"),
        ("namnd", "Socialnämnden", "ord"),
        ("atgarder.finns", "nej", "ja/nej"),
        ("personal.sjukfranvaro.totalt.i_ar", "7,54 %", "andel"),
    ],
)
def test_other_values_are_shown_as_a_document_shows_them(
    report: dict[str, Field], name: str, value: str, kind: str
) -> None:
    assert (plain(report[name].value), report[name].kind) == (value, kind)


def test_a_letter_quotes_its_first_arende() -> None:
    values = quotable("tjansteskrivelse", published.master(), published.summary())
    names = {field.name: field.value for field in fields_of(values)}
    assert names["arende.diarienummer"] == "SN 2022/0148"
    assert names["arende.forslag[].text"] == "att godkänna rapporten"


def test_no_name_is_listed_twice() -> None:
    names = [field.name for field in fields_of(quotable("tertialrapport", published.master(), published.summary()))]
    assert len(names) == len(set(names))


def test_an_unknown_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotRunError, match="tjansteskrivelse"):
        fields(Workspace(tmp_path), "faktura", published.PERIOD)
