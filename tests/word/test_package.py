from __future__ import annotations

import io
import zipfile

import docx
import pytest

from tests.word.making import changed, part, rendered, template, values
from xltools.word.package import CONTENT_TYPES, MAX_PARTS, NotAWordFile, Package
from xltools.word.template import compile_template


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


EMPTY_TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
BOMB = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "inget Worddokument"),
        (b"hej", "inget Worddokument"),
        (template("x")[:-200], "skadad"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "lösenord"),
        (zipped({"a.txt": b"x"}), "inget Worddokument"),
        (zipped({CONTENT_TYPES: EMPTY_TYPES}), "inget Worddokument"),
        (zipped({CONTENT_TYPES: b"<Types"}), "skadad"),
        (zipped({f"{number}": b"" for number in range(MAX_PARTS + 1)}), "Word aldrig skriver"),
        (changed(template("x"), "word/media/a.png", b"\0" * 20_000_000), "orimligt stor"),
        (changed(template("x"), "customXml/item1.xml", BOMB), "DOCTYPE"),
        (changed(template("x"), "word/document.xml", BOMB), "DOCTYPE"),
        (changed(template("x"), "word/a.xml", BOMB.decode().encode("utf-16")), "DOCTYPE"),
        (changed(template("x"), "word/document.xml", b"<w:document>"), "document.xml är skadad"),
    ],
)
def test_what_is_no_word_file_is_told_in_one_sentence(data: bytes, message: str) -> None:
    with pytest.raises(NotAWordFile, match=message):
        compile_template(data, values())


def test_a_file_with_macros_is_refused() -> None:
    types = part(template("x"), CONTENT_TYPES).replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    with pytest.raises(NotAWordFile, match="makron"):
        Package.open(changed(template("x"), CONTENT_TYPES, types.encode()))


def test_a_template_of_word_gives_a_document() -> None:
    types = part(template("x"), CONTENT_TYPES).replace("document.main+xml", "template.main+xml")
    done = rendered(changed(template("{{ rubrik }}"), CONTENT_TYPES, types.encode()))
    assert docx.Document(io.BytesIO(done)).paragraphs[0].text == "Tertialrapport"


def test_writing_without_changes_keeps_every_part_and_gives_the_same_bytes() -> None:
    data = template("å")
    package = Package.open(data)
    written = package.write({})
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(written)) as new:
        assert {name: old.read(name) for name in old.namelist()} == {n: new.read(n) for n in new.namelist()}
    assert Package.open(written).write({}) == written


def test_a_part_with_swedish_letters_in_its_name_survives() -> None:
    data = changed(template("x"), "word/media/åäö.png", b"bild")
    with zipfile.ZipFile(io.BytesIO(Package.open(data).write({}))) as archive:
        assert archive.read("word/media/åäö.png") == b"bild"
