"""What people do to a document in Word, as Word writes it: typing, tracking, formatting, deleting."""

from __future__ import annotations

import copy
import itertools
from typing import TYPE_CHECKING

from lxml import etree

from tests.word.linked.making import control, paragraph_of
from tests.word.making import changed, part
from xltools.word.ooxml import RPR, TR, XML_SPACE, R, T, nearest, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    Element = etree._Element

ANNA = {w("author"): "Anna Berg", w("date"): "2022-09-26T09:00:00Z"}
_numbers: Iterator[int] = itertools.count(900)


def element(tag: str, *children: Element, **attributes: str) -> Element:
    made = etree.Element(w(tag), {w(name): value for name, value in attributes.items()})
    made.extend(children)
    return made


def run(text: str, *look: str, deleted: bool = False) -> Element:
    said = etree.Element(w("delText") if deleted else T)
    said.text = text
    said.set(XML_SPACE, "preserve")
    return element("r", *([element("rPr", *(element(name) for name in look))] if look else []), said)


def paragraph(text: str) -> Element:
    return element("p", run(text))


def content(root: Element, key: str) -> Element:
    found = control(root, key).find(w("sdtContent"))
    assert found is not None
    return found


def runs(root: Element, key: str) -> list[Element]:
    return list(content(root, key).iter(R))


def typed(root: Element, key: str, text: str) -> None:
    """Type over a figure or a text in one run."""
    first, *rest = runs(root, key)
    for one in rest:
        _parent(one).remove(one)
    for leaf in list(first):
        if leaf.tag != RPR:
            first.remove(leaf)
    first.extend(list(run(text)))


def tracked(tag: str, *inside: Element) -> Element:
    made = etree.Element(w(tag), {w("id"): str(next(_numbers)), **ANNA})
    made.extend(inside)
    return made


def deleted_with_tracking(root: Element, key: str) -> None:
    """Delete a figure while changes are tracked: the control stays, its run is deleted text."""
    for one in runs(root, key):
        _wrap(one, tracked("del"))
        for said in one.iter(T):
            said.tag = w("delText")


def typed_with_tracking(root: Element, key: str, text: str) -> None:
    """Type over a figure while changes are tracked."""
    last = runs(root, key)[-1]
    deleted_with_tracking(root, key)
    _parent(last).addnext(tracked("ins", run(text)))


def inserted_with_tracking(root: Element, key: str) -> None:
    """Make the whole paragraph of a figure a tracked insertion, as when it was moved there with tracking on."""
    paragraph = paragraph_of(root, key)
    for one in list(paragraph.iter(R)):
        _wrap(one, tracked("ins"))


def split(root: Element, key: str) -> None:
    """Cut a figure into a run for each character, with marks of the proofreader between, as Word does."""
    for one in runs(root, key):
        look = one.find(RPR)
        for character in "".join(said.text or "" for said in one.iter(T)):
            piece = run(character)
            piece.set(w("rsidR"), f"{next(_numbers):08X}")
            if look is not None:
                piece.insert(0, copy.deepcopy(look))
            one.addprevious(piece)
            one.addprevious(element("proofErr", type="spellStart"))
        _parent(one).remove(one)


def bold_with_tracking(root: Element, key: str) -> None:
    """Make a figure bold while changes are tracked."""
    for one in runs(root, key):
        look = one.find(RPR)
        if look is not None:
            one.remove(look)
        change = etree.Element(w("rPrChange"), {w("id"): str(next(_numbers)), **ANNA})
        change.append(element("rPr"))
        one.insert(0, element("rPr", element("b"), change))


def emptied(root: Element, key: str) -> None:
    """Empty a control, so that Word asks for text in it."""
    properties = control(root, key).find(w("sdtPr"))
    assert properties is not None
    at = next((index for index, child in enumerate(properties) if child.tag == w("text")), len(properties))
    properties.insert(at, element("showingPlcHdr"))
    for one in runs(root, key):
        _parent(one).remove(one)
    asked = run("Klicka eller tryck här för att ange text.")
    asked.insert(0, element("rPr", element("rStyle", val="PlaceholderText")))
    content(root, key).append(asked)


def nameless(root: Element, key: str) -> None:
    """Take the tag and the title of a control away."""
    properties = control(root, key).find(w("sdtPr"))
    assert properties is not None
    for name in ("tag", "alias"):
        found = properties.find(w(name))
        if found is not None:
            properties.remove(found)


def linked_to_the_web(root: Element, key: str) -> None:
    """Put a figure into a field, as an old hyperlink is."""
    for one in runs(root, key):
        one.addprevious(element("r", element("fldChar", fldCharType="begin")))
        instruction = etree.Element(w("instrText"))
        instruction.text = ' HYPERLINK "https://example.org" '
        one.addprevious(element("r", instruction))
        one.addprevious(element("r", element("fldChar", fldCharType="separate")))
        one.addnext(element("r", element("fldChar", fldCharType="end")))


def without_row(root: Element, key: str) -> None:
    """Delete the row of a table that a figure stands in."""
    row = nearest(control(root, key), TR)
    assert row is not None
    _parent(row).remove(row)


def without_paragraph(root: Element, key: str) -> None:
    found = paragraph_of(root, key)
    _parent(found).remove(found)


def in_front(root: Element, key: str, text: str) -> None:
    """Type a paragraph before that of a figure."""
    paragraph_of(root, key).addprevious(paragraph(text))


def commented(document: bytes, key: str, words: str) -> bytes:
    """Return the document with a comment on a figure."""
    root = etree.fromstring(part(document, "word/document.xml").encode())
    one = control(root, key)
    one.addprevious(element("commentRangeStart", id="7"))
    reference = element("r", element("commentReference", id="7"))
    one.addnext(reference)
    one.addnext(element("commentRangeEnd", id="7"))
    comment = etree.Element(w("comment"), {w("id"): "7", **ANNA}, nsmap={"w": str(etree.QName(one).namespace)})
    comment.append(paragraph(words))
    comments = etree.Element(w("comments"), nsmap={"w": str(etree.QName(one).namespace)})
    comments.append(comment)
    relations = part(document, "word/_rels/document.xml.rels").replace(
        "</Relationships>",
        '<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" '
        'Target="comments.xml"/></Relationships>',
    )
    types = part(document, "[Content_Types].xml").replace(
        "</Types>",
        '<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.comments+xml"/></Types>',
    )
    document = changed(document, "word/document.xml", etree.tostring(root))
    document = changed(document, "word/comments.xml", etree.tostring(comments))
    document = changed(document, "word/_rels/document.xml.rels", relations.encode())
    return changed(document, "[Content_Types].xml", types.encode())


def with_tracking_on(document: bytes) -> bytes:
    """Return the document with «Spåra ändringar» switched on."""
    root = etree.fromstring(part(document, "word/settings.xml").encode())
    at = next((index for index, child in enumerate(root) if child.tag == w("defaultTabStop")), 0)
    root.insert(at, element("trackRevisions"))
    return changed(document, "word/settings.xml", etree.tostring(root))


def body(document: bytes) -> Element:
    return etree.fromstring(part(document, "word/document.xml").encode())


def _wrap(inside: Element, around: Element) -> None:
    inside.addprevious(around)
    around.append(inside)


def _parent(one: Element) -> Element:
    parent = one.getparent()
    assert parent is not None
    return parent
