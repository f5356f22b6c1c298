"""Decides whether a file may be read as a workbook, from its bytes and zip directory, before anything parses it."""

from __future__ import annotations

import io
import os
import stat
import struct
import zlib
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

# An entry workbook has about 30 parts and 0.1 MB of XML; a ledger export with 300,000 rows about 150 MB.
MAX_FILE_BYTES = 64 * 2**20
MAX_PARTS = 2_000
MAX_PART_BYTES = 256 * 2**20
MAX_TOTAL_BYTES = 512 * 2**20
# Honest sheets pack 5 to 60 times. Small parts may pack better, and cannot hurt.
MAX_RATIO = 250
RATIO_COUNTS_FROM_BYTES = 16 * 2**20
# More than this deflate cannot do: what bounds a part whose directory entry lies about its size.
DEFLATE_MAX_RATIO = 1032

_ZIP = b"PK\x03\x04"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_NAME = "EncryptedPackage".encode("utf-16-le")
_OLD_EXCEL_NAMES = tuple(name.encode("utf-16-le") for name in ("Workbook\0", "Book\0"))
_ENCRYPTED_FLAG = 0x1
_LOCAL_HEADER = struct.Struct("<4s22xHH")


class Refusal(Enum):
    """Why a file cannot be read as a workbook; the caller says it to people."""

    MISSING = "missing"
    """The file is not there (any more)."""
    UNREADABLE = "unreadable"
    """The system refuses to read it: rights, a lock, a broken share."""
    NOT_A_WORKBOOK = "not a workbook"
    """Some other kind of file, whatever its name says."""
    OLD_FORMAT = "old format"
    """Excel 97–2003 (.xls)."""
    OTHER_FORMAT = "other format"
    """A spreadsheet, but .xlsb or .ods."""
    ENCRYPTED = "encrypted"
    """Protected by a password for opening."""
    DAMAGED = "damaged"
    """Cut short, changed on the way, or without the parts that a workbook must have."""
    TOO_LARGE = "too large"
    """Larger than any workbook we know, or blown up when unpacked."""
    UNSAFE = "unsafe"
    """Holds XML entities, which no spreadsheet program writes."""


class RefusedError(Exception):
    """Reading stopped half-way; `refusal` says why. Never leaves the room `excel`."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Opened:
    """The bytes of a workbook that passed the first inspection, and its zip directory by part name."""

    data: bytes = field(repr=False)
    members: dict[str, ZipInfo] = field(repr=False)

    def part(self, name: str) -> bytes:
        """Return one part, unpacked; RefusedError(DAMAGED) when its bytes are not what the directory promises.

        Never unpacks more than the size in the directory, which `examine` has bounded.
        """
        info = self.members.get(name)
        if info is None:
            raise RefusedError(Refusal.DAMAGED)
        start = info.header_offset + _LOCAL_HEADER.size
        header = self.data[info.header_offset : start]
        if len(header) < _LOCAL_HEADER.size or not header.startswith(_ZIP):
            raise RefusedError(Refusal.DAMAGED)
        _, name_length, extra_length = _LOCAL_HEADER.unpack(header)
        start += name_length + extra_length
        packed = self.data[start : start + info.compress_size]
        content = packed if info.compress_type == ZIP_STORED else _inflate(packed, info.file_size)
        if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
            raise RefusedError(Refusal.DAMAGED)
        return content

    def may_lie(self, name: str) -> bool:
        """Return True when the part could unpack to more than MAX_PART_BYTES, whatever the directory says."""
        return self.members[name].compress_size * DEFLATE_MAX_RATIO > MAX_PART_BYTES


def inspect(path: Path) -> Opened | Refusal:
    """Return the workbook's bytes and directory, or why it is refused. Reads the file once, unpacks nothing."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Refusal.NOT_A_WORKBOOK
        if status.st_size > MAX_FILE_BYTES:
            return Refusal.TOO_LARGE
        data = path.read_bytes()
    except FileNotFoundError:
        return Refusal.MISSING
    except OSError:
        return Refusal.UNREADABLE
    return examine(data)


def examine(data: bytes) -> Opened | Refusal:
    """Return the same as `inspect`, for bytes that are read already."""
    if data.startswith(_OLE2):
        return _ole2(data)
    if not data:
        return Refusal.DAMAGED
    if not data.startswith(_ZIP):
        return Refusal.NOT_A_WORKBOOK
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    # The directory's reader also lets struct, text and arithmetic errors through on crafted bytes.
    except (BadZipFile, NotImplementedError, ValueError, struct.error, OverflowError, EOFError):
        return Refusal.DAMAGED
    return _too_large(infos, len(data)) or _wrong_parts(infos) or Opened(data, {i.filename: i for i in infos})


def is_open_elsewhere(path: Path) -> bool:
    """Return True when Excel's or LibreOffice's lock file stands beside the workbook."""
    folder, name = os.path.split(path)
    locks = (f"~${name}", f".~lock.{name}#")
    return any(os.path.exists(os.path.join(folder, lock)) for lock in locks)  # noqa: PTH110, PTH118 - 5 times faster


def _ole2(data: bytes) -> Refusal:
    """Return what an OLE2 container is; the names of its streams stand in it as UTF-16."""
    if _ENCRYPTED_NAME in data:
        return Refusal.ENCRYPTED
    if any(name in data for name in _OLD_EXCEL_NAMES):
        return Refusal.OLD_FORMAT
    return Refusal.NOT_A_WORKBOOK


def _too_large(infos: list[ZipInfo], file_bytes: int) -> Refusal | None:
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_TOTAL_BYTES:
        return Refusal.TOO_LARGE
    for info in infos:
        if info.file_size > MAX_PART_BYTES:
            return Refusal.TOO_LARGE
        if info.file_size > RATIO_COUNTS_FROM_BYTES and info.file_size > MAX_RATIO * info.compress_size:
            return Refusal.TOO_LARGE
    # Parts that share their packed bytes: a bomb that no program writes by mistake.
    if sum(info.compress_size for info in infos) > file_bytes:
        return Refusal.TOO_LARGE
    return None


def _wrong_parts(infos: list[ZipInfo]) -> Refusal | None:
    if any(info.flag_bits & _ENCRYPTED_FLAG for info in infos):
        return Refusal.ENCRYPTED
    if any(info.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for info in infos):
        return Refusal.DAMAGED
    names = {info.filename.lower() for info in infos}
    # Two parts of one name: what one program reads is not what another reads.
    if len(names) != len(infos):
        return Refusal.DAMAGED
    if "xl/workbook.xml" in names:
        return None if "[content_types].xml" in names else Refusal.DAMAGED
    if "xl/workbook.bin" in names or {"mimetype", "content.xml"} <= names:
        return Refusal.OTHER_FORMAT
    return Refusal.DAMAGED if any(name.startswith("xl/") for name in names) else Refusal.NOT_A_WORKBOOK


def _inflate(packed: bytes, size: int) -> bytes:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = unpacker.decompress(packed, size + 1)
        return content if unpacker.eof or len(content) > size else content + unpacker.flush(1)
    except zlib.error as error:
        raise RefusedError(Refusal.DAMAGED) from error
