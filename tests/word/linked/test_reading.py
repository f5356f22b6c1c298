"""Reading a linked document back after people have worked in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.word.linked.making import (
    BODY,
    control,
    copied,
    edited,
    linked,
    paragraph_of,
    plain,
    unwrapped,
    without,
)
from tests.word.making import changed, part, saved
from xltools.word.linked.found import Anchor, Kept
from xltools.word.linked.read import NotLinked, read_linked
from xltools.word.ooxml import T, w

if TYPE_CHECKING:
    from xltools.word.ooxml import Element

KEY = "total.avvikelse|tkr"
COPY = "docProps/custom.xml"


def _whole(document: bytes) -> str:
    package = read_linked(document).package
    return next(name for name in package.names if b'urn:xltools:underlag:1">' in package.read(name))


def test_a_figure_in_a_copied_paragraph_stands_twice_with_one_key() -> None:
    found = read_linked(edited(linked(), lambda root: copied(root, KEY))).figures

    assert [one.shown for one in found if one.key == KEY and one.where.part == "brödtext"] == ["−12\u00a0700"] * 2


def test_a_figure_changed_by_hand_tells_what_it_says_and_what_was_written() -> None:
    def typed(root: Element) -> None:
        next(control(root, KEY).iter(T)).text = "−13 000"

    figure = next(one for one in read_linked(edited(linked(), typed)).figures if one.key == KEY)
    assert figure.record is not None

    assert (figure.shown, figure.record.shown) == ("−13 000", "−12\u00a0700")


def test_a_control_that_was_taken_away_is_found_by_its_bookmark() -> None:
    found = read_linked(edited(linked(), lambda root: unwrapped(root, KEY)))
    figure = next(one for one in found.figures if one.key == KEY and one.control is None)

    assert (figure.anchor, figure.shown) == (Anchor.BOOKMARK, "−12\u00a0700")
    assert found.notes == ("1 tal har förlorat sin innehållskontroll och kändes igen på bokmärket.",)


def test_a_control_taken_away_in_a_table_is_found_by_row_and_column() -> None:
    found = read_linked(edited(linked(), lambda root: unwrapped(root, "rader.v20.budget|tkr")))
    figure = next(one for one in found.figures if one.key == "rader.v20.budget|tkr")

    assert (figure.anchor, figure.shown) == (Anchor.POSITION, "300")


def test_a_paragraph_that_was_deleted_is_told_of() -> None:
    def cut(root: Element) -> None:
        paragraph = paragraph_of(root, "andel")
        paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]  # it has one

    assert read_linked(edited(linked(), cut)).removed == ("total.avvikelse|belopp|mnkr", "andel")


def test_a_row_that_was_deleted_is_told_of() -> None:
    def cut(root: Element) -> None:
        line = next(control(root, "rader.v10.budget|tkr").iterancestors(w("tr")))
        line.getparent().remove(line)  # type: ignore[union-attr]  # it has one

    table = next(one for one in read_linked(edited(linked(), cut)).tables if one.key == "rader")

    assert [row.key for row in table.deleted] == ["v10"]


def test_a_damaged_provenance_is_made_good_by_its_copy() -> None:
    document = linked()
    found = read_linked(without(document, _whole(document)))
    figure = next(one for one in found.figures if one.key == KEY)

    assert found.kept is Kept.COPY
    assert figure.record is not None
    assert (figure.record.shown, found.provenance is not None and found.provenance.complete) == ("−12\u00a0700", False)
    assert "kopian i dokumentegenskaperna" in found.notes[0]


def test_without_any_provenance_the_anchors_still_tell_the_keys() -> None:
    document = linked()
    found = read_linked(without(document, _whole(document), COPY))

    assert found.kept is Kept.NOTHING
    assert KEY in {one.key for one in found.figures}
    assert all(one.record is None for one in found.figures)


def test_a_figure_from_another_document_is_foreign() -> None:
    document = linked()
    xml = part(document, BODY).replace(KEY, "annan.summa|tkr")
    found = read_linked(changed(document, BODY, xml.encode())).figures

    assert [one.foreign for one in found if one.key == "annan.summa|tkr"] == [True]


@pytest.mark.parametrize("document", [plain(), saved(docx.Document())], ids=["unlinked", "made in Word"])
def test_a_document_without_links_is_refused_in_one_sentence(document: bytes) -> None:
    with pytest.raises(NotLinked, match="inga kopplingar"):
        read_linked(document)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["copy", "unwrap", "tag", "title"]), max_size=4), st.sampled_from([KEY, "andel"]))
def test_whatever_is_done_to_a_link_its_figure_is_found_or_told_of(changes: list[str], key: str) -> None:
    def work(root: Element) -> None:
        for change in changes:
            try:
                one = control(root, key)
            except StopIteration:
                return
            if change == "copy":
                copied(root, key)
            elif change == "unwrap":
                unwrapped(root, key)
            else:
                name = next(one.iter(w("tag" if change == "tag" else "alias")), None)
                if name is not None:
                    name.getparent().remove(name)  # type: ignore[union-attr]  # it has one

    found = read_linked(edited(linked(), work))

    assert key in {one.key for one in found.figures} | set(found.removed)
