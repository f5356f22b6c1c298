"""The VBA projects that xltools makes, as independent readers see them."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from zipfile import ZipFile

import olefile
import openpyxl
import pytest
from oletools.olevba import VBA_Parser

from tests.builders import PERIOD, small_master
from tests.excel.vba.decompressing import decompress
from xltools.excel.ribbon import addin_workbook
from xltools.excel.styrbok import styrbok_workbook
from xltools.excel.vba.modules import addin_project, source, styrbok_project
from xltools.excel.vba.project import Module, vba_project
from xltools.sheets.styrbok import BUTTONS, CODE_NAMES

PROJECTS = {"styrbok": (styrbok_project, ("Starter", "Buttons")), "addin": (addin_project, ("Starter", "Ribbon"))}
FILES = {
    "styrbok.xlsm": lambda: styrbok_workbook(small_master(), ["Tertialrapport"], PERIOD),
    "xltools.xlam": addin_workbook,
}


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the records of a dir stream; that of the version alone has a size that is not its own."""
    position = 0
    while position < len(data):
        number, size = struct.unpack_from("<HI", data, position)
        size = 6 if number == 0x09 else size
        yield number, data[position + 6 : position + 6 + size]
        position += 6 + size


def opened(project: bytes) -> olefile.OleFileIO:
    return olefile.OleFileIO(io.BytesIO(project), raise_defects=olefile.DEFECT_UNSURE)


def test_the_same_modules_give_the_same_bytes() -> None:
    assert [make() for make, _ in PROJECTS.values()] == [make() for make, _ in PROJECTS.values()]


@pytest.mark.parametrize("name", PROJECTS)
def test_a_strict_reader_finds_nothing_wrong_with_the_container(name: str) -> None:
    with opened(PROJECTS[name][0]()) as project:
        assert not project.parsing_issues
        assert {"PROJECT", "PROJECTwm"} <= {path[0] for path in project.listdir()}


@pytest.mark.parametrize("name", PROJECTS)
def test_every_module_is_read_from_its_text_and_from_the_beginning(name: str) -> None:
    with opened(PROJECTS[name][0]()) as project:
        directory = list(records(decompress(project.openstream("VBA/dir").read())))
        modules = [data.decode("cp1252") for number, data in directory if number == 0x1A]
        assert [data for number, data in directory if number == 0x31] == [bytes(4)] * len(modules)
        assert project.openstream("VBA/_VBA_PROJECT").read() == bytes.fromhex("cc61ffff000000")
        for module in modules:
            assert decompress(project.openstream(f"VBA/{module}").read()).isascii()


def test_the_project_says_that_it_is_for_64_bits_in_code_page_1252() -> None:
    with opened(styrbok_project()) as project:
        directory = dict(records(decompress(project.openstream("VBA/dir").read())))
    assert struct.unpack("<I", directory[0x01]) == (3,)
    assert struct.unpack("<H", directory[0x03]) == (1252,)


def test_nobody_is_kept_out_of_the_code() -> None:
    """The lines that hide protection, password and visibility come out as none, none and visible."""
    with opened(styrbok_project()) as project:
        text = project.openstream("PROJECT").read().decode("cp1252")
    lines = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
    assert [revealed(lines[key].strip('"')) for key in ("CMG", "DPB", "GC")] == [bytes(4), bytes(1), b"\xff"]


def revealed(hidden: str) -> bytes:
    """Return what [MS-OVBA] 2.4.3.3 finds again."""
    data = bytes.fromhex(hidden)
    seed, key = data[0], data[0] ^ data[2]
    plain, out = key, bytearray()
    before, last = data[1], data[2]
    for byte in data[3:]:
        plain = byte ^ ((before + plain) & 0xFF)
        before, last = last, byte
        out.append(plain)
    skipped = (seed & 6) // 2
    (size,) = struct.unpack_from("<I", out, skipped)
    assert data[0] ^ data[1] == 2
    return bytes(out[skipped + 4 : skipped + 4 + size])


@pytest.mark.parametrize("file", FILES)
def test_olevba_shows_exactly_our_source(file: str) -> None:
    expected = PROJECTS["styrbok" if file == "styrbok.xlsm" else "addin"][1]
    parser = VBA_Parser(file, data=FILES[file]())
    shown = {name.removesuffix(".bas"): code for _, _, name, code in parser.extract_macros() if name.endswith(".bas")}
    parser.close()
    assert {name: lines(code) for name, code in shown.items()} == {name: lines(source(name)) for name in expected}


def lines(code: str) -> list[str]:
    return [line for line in code.splitlines() if not line.startswith("Attribute VB_")]


@pytest.mark.parametrize("file", FILES)
def test_the_workbook_and_every_sheet_have_a_module_of_their_own_name(file: str) -> None:
    data = FILES[file]()
    with ZipFile(io.BytesIO(data)) as archive:
        project = archive.read("xl/vbaProject.bin")
        sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        workbook = archive.read("xl/workbook.xml").decode()
    with opened(project) as found:
        text = found.openstream("PROJECT").read().decode("cp1252")
    documents = {line.removeprefix("Document=").partition("/")[0] for line in text.splitlines() if "Document=" in line}
    names = {part.partition('Pr codeName="')[2].partition('"')[0] for part in (*sheets, workbook)}
    assert names == documents


def test_there_is_a_sub_for_every_button_and_no_other() -> None:
    code = source("Buttons")
    subs = [line.split()[2].removesuffix("()") for line in code.splitlines() if line.startswith("Public Sub ")]
    calls = [line.split()[1].strip('",') for line in code.splitlines() if line.strip().startswith("StartVerb")]
    assert [(button.macro, button.verb) for button in BUTTONS] == list(zip(subs, calls, strict=True))


@pytest.mark.parametrize("name", ["Starter", "Buttons", "Ribbon"])
def test_no_words_for_people_stand_in_vba(name: str) -> None:
    shown = [line for line in source(name).splitlines() if "MsgBox" in line]
    assert all('"' not in line for line in shown)


def test_openpyxl_keeps_the_project_when_it_saves_the_workbook() -> None:
    saved = io.BytesIO()
    book = openpyxl.load_workbook(io.BytesIO(FILES["styrbok.xlsm"]()), keep_vba=True)
    book.save(saved)
    with ZipFile(saved) as archive:
        assert archive.read("xl/vbaProject.bin") == styrbok_project()
    assert book.sheetnames == list(CODE_NAMES)


def test_two_modules_may_not_share_a_name() -> None:
    with pytest.raises(ValueError, match="same name"):
        vba_project("xltools", (Module("Starter"), Module("STARTER")))


def test_code_outside_ascii_is_refused() -> None:
    with pytest.raises(ValueError, match="ASCII"):
        vba_project("xltools", (Module("Starter", code='MsgBox "Åäö"'),))
