"""What `inspect` lets in and what it refuses, on files built here byte by byte."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from xltools.excel.open import Opened, Refusal, RefusedError, examine, inspect, is_open_elsewhere


def workbook_bytes() -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.add_worksheet("Drift").write("A1", "Kostnad")
    book.close()
    return target.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def workbook_with(extra: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook_bytes())) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()} | extra)


def ole2(stream: str) -> bytes:
    """Return a compound file of one directory sector with one stream name, as Office writes it."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2) + bytes(62)
        for name in ("Root Entry", stream)
    )
    return header.ljust(512, b"\0") + entries.ljust(512, b"\0")


def test_an_ordinary_workbook_is_opened_with_its_parts() -> None:
    opened = examine(workbook_bytes())
    assert isinstance(opened, Opened)
    assert b"<sheetData>" in opened.part("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        ("Enhet;Kostnad\nSolrosen;1200\n".encode("cp1252"), Refusal.NOT_A_WORKBOOK),
        (b"<html><table></table></html>", Refusal.NOT_A_WORKBOOK),
        (b"", Refusal.DAMAGED),
        (ole2("Workbook"), Refusal.OLD_FORMAT),
        (ole2("Book"), Refusal.OLD_FORMAT),
        (ole2("EncryptedPackage"), Refusal.ENCRYPTED),
        (ole2("WordDocument"), Refusal.NOT_A_WORKBOOK),
        (zipped({"[Content_Types].xml": b"", "word/document.xml": b""}), Refusal.NOT_A_WORKBOOK),
        (zipped({"[Content_Types].xml": b"", "xl/workbook.bin": b""}), Refusal.OTHER_FORMAT),
        (zipped({"mimetype": b"", "content.xml": b""}), Refusal.OTHER_FORMAT),
        (zipped({"[Content_Types].xml": b"", "xl/styles.xml": b""}), Refusal.DAMAGED),
        (zipped({"xl/workbook.xml": b""}), Refusal.DAMAGED),
        (zipped({"XL/Workbook.xml": b"", "xl/workbook.xml": b"", "[Content_Types].xml": b""}), Refusal.DAMAGED),
        (workbook_bytes()[:-30], Refusal.DAMAGED),
        (workbook_bytes()[:900], Refusal.DAMAGED),
        (workbook_with({"xl/media/bomb.xml": bytes(40_000_000)}), Refusal.TOO_LARGE),
        (workbook_with({f"xl/media/{n}.png": b"" for n in range(2001)}), Refusal.TOO_LARGE),
    ],
    ids=lambda value: value.name if isinstance(value, Refusal) else "",
)
def test_what_is_no_readable_workbook_is_refused_for_its_reason(content: bytes, refusal: Refusal) -> None:
    assert examine(content) is refusal


def test_a_directory_that_promises_too_much_is_refused_without_unpacking() -> None:
    content = bytearray(workbook_bytes())
    entry = content.rfind(b"PK\x01\x02")
    struct.pack_into("<I", content, entry + 24, 300 * 2**20)
    assert examine(bytes(content)) is Refusal.TOO_LARGE


def test_a_part_that_unpacks_to_more_than_its_directory_says_is_damaged() -> None:
    content = bytearray(workbook_with({"xl/sharedStrings.xml": bytes(5_000_000)}))
    name = content.rfind(b"xl/sharedStrings.xml")
    struct.pack_into("<I", content, name - 46 + 24, 100)
    opened = examine(bytes(content))
    assert isinstance(opened, Opened)
    with pytest.raises(RefusedError, match="damaged"):
        opened.part("xl/sharedStrings.xml")


def test_parts_that_share_their_packed_bytes_are_refused() -> None:
    content = bytearray(workbook_with({"xl/media/a.bin": os.urandom(20_000), "xl/media/b.bin": b"b"}))
    first, second = content.rfind(b"xl/media/a.bin") - 46, content.rfind(b"xl/media/b.bin") - 46
    content[second + 20 : second + 28] = content[first + 20 : first + 28]
    assert examine(bytes(content)) is Refusal.TOO_LARGE


def test_a_changed_byte_in_a_part_is_found_when_the_part_is_read() -> None:
    content = bytearray(workbook_bytes())
    at = content.find(b"xl/worksheets/sheet1.xml") + 60
    content[at] ^= 0xFF
    opened = examine(bytes(content))
    assert isinstance(opened, Opened)
    with pytest.raises(RefusedError, match="damaged"):
        opened.part("xl/worksheets/sheet1.xml")


def test_a_zip_with_a_password_counts_as_encrypted() -> None:
    content = bytearray(workbook_bytes())
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    assert examine(bytes(content)) is Refusal.ENCRYPTED


def test_a_file_that_has_vanished_is_missing(tmp_path: Path) -> None:
    assert inspect(tmp_path / "borta.xlsx") is Refusal.MISSING


def test_a_folder_with_a_workbooks_name_is_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "mapp.xlsx").mkdir()
    assert inspect(tmp_path / "mapp.xlsx") is Refusal.NOT_A_WORKBOOK


def test_a_path_that_the_system_refuses_is_unreadable(tmp_path: Path) -> None:
    loop = tmp_path / "slinga.xlsx"
    loop.symlink_to(loop)
    assert inspect(loop) is Refusal.UNREADABLE


@pytest.mark.parametrize("lock", ["~$Solrosen.xlsx", ".~lock.Solrosen.xlsx#"])
def test_a_lock_file_beside_the_workbook_shows_that_it_is_open(tmp_path: Path, lock: str) -> None:
    (tmp_path / lock).write_bytes(b"")
    assert is_open_elsewhere(tmp_path / "Solrosen.xlsx")


def test_a_workbook_alone_in_its_folder_is_not_open(tmp_path: Path) -> None:
    assert not is_open_elsewhere(tmp_path / "Solrosen.xlsx")
