"""The catalogue of findings."""

import re
import string

import pytest

from xltools.model.codes import Code, Severity
from xltools.model.finding import Finding, errors
from xltools.model.place import Place


def test_every_code_is_used_once() -> None:
    ids = [code.id for code in Code]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("code", list(Code), ids=lambda code: code.id)
def test_a_code_says_what_is_wrong_and_what_to_do(code: Code) -> None:
    assert re.fullmatch(r"XL[1-8]\d\d", code.id)
    assert code.value.title
    assert code.value.message
    assert code.value.remedy.endswith((".", "}"))


def test_a_finding_fills_its_message_with_what_was_found() -> None:
    finding = Finding(Code.ERROR_VALUE, Place("x.xlsx", "Drift", "F12"), details={"found": "#REF!"})
    assert finding.message == "Cellen visar #REF!."


def test_only_fel_count_as_errors() -> None:
    place = Place("x.xlsx")
    found = [Finding(Code.TEXT_AS_NUMBER, place), Finding(Code.DAMAGED, place), Finding(Code.SHEET_EXTRA, place)]
    assert [finding.severity for finding in found] == [Severity.VARNING, Severity.FEL, Severity.UPPLYSNING]
    assert errors(found) == 1


def test_messages_only_ask_for_plain_names() -> None:
    for code in Code:
        for text in (code.value.message, code.value.remedy):
            assert all(name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(text))
