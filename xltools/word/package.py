"""A .docx file as a zip of parts: read once with limits, written again with untouched parts' bytes as they are."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xltools.word.ooxml import Element

MAX_PARTS = 2_000
MAX_BYTES = 200_000_000
# Real parts shrink to a fiftieth at most; only a part both large and far beyond that is a trap.
MAX_RATIO = 200
_SMALL = 5_000_000

# A level less saves a tenth of a rendering and costs a tenth of the size; 6 is what Word uses itself.
_DEFLATE_LEVEL = 6
# The many controls of a linked document make its parts long and alike; a sixth larger, they take half the time.
_BRISK_LEVEL = 3

CONTENT_TYPES = "[Content_Types].xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_DOCUMENT_TYPE = f"{_WORD}document.main+xml"
_TEMPLATE_TYPE = f"{_WORD}template.main+xml"
_MACRO_TYPE = ".macroEnabled"

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_VERSION, _DEFLATED, _UTF8 = 20, 8, 0x800
_NEW_YEAR_1980 = 0x21  # the same input gives the same bytes, so no clock

_OLE = b"\xd0\xcf\x11\xe0"  # how old Word files and files with a password begin
_DOCTYPE = re.compile("<!DOCTYPE".encode("ascii") + b"|" + re.escape("<!DOCTYPE".encode("utf-16-le")))
_XML_NAME = re.compile(r".*\.(?:xml|rels)\Z", re.IGNORECASE)


class NotAWordFile(Exception):  # noqa: N818  # the name says what is wrong, as a sentence
    """The bytes are no .docx that can be read safely; `str()` is a Swedish sentence."""


@dataclass(frozen=True, slots=True)
class _Member:
    """A part as it lies in a zip: how it is packed, its checksum, its full size and its packed bytes."""

    method: int
    crc: int
    size: int
    packed: bytes


class Package:
    """The parts of a .docx, by name; frozen after opening."""

    def __init__(self, members: dict[str, _Member], parts: dict[str, bytes]) -> None:
        self._members = members
        self._parts = parts
        self.types = _content_types(parts)

    @classmethod
    def open(cls, data: bytes) -> Package:
        """Return the package in `data`; NotAWordFile when it is damaged, locked, too large or something else."""
        if data[:4] == _OLE:
            raise NotAWordFile(
                "Filen har lösenord eller är sparad i ett äldre Wordformat. Öppna den i Word och spara som .docx "
                "utan lösenord."
            )
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                _check_size(archive.infolist())
                parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
                members = {entry.filename: _member(data, entry, parts[entry.filename]) for entry in archive.infolist()}
        except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, OSError) as error:
            raise NotAWordFile("Filen är inget Worddokument (.docx), eller så är den skadad.") from error
        if CONTENT_TYPES not in parts:
            raise NotAWordFile("Filen är inget Worddokument (.docx).")
        for name, part in parts.items():
            if _XML_NAME.match(name) and _DOCTYPE.search(part):
                raise NotAWordFile(f"Filens del {name} har en DOCTYPE, vilket Word aldrig skriver. Filen läses inte.")
        return cls(members, parts).as_document()

    def read(self, name: str) -> bytes:
        """Return a part's bytes; KeyError when there is none of that name."""
        return self._parts[name]

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._parts)

    def parts_of(self, kind: str) -> list[str]:
        """Return the names of the parts of a kind: document.main, header, footer, footnotes, styles and so on."""
        wanted = f"{_WORD}{kind}+xml"
        return [name for name, found in self.types.items() if found == wanted and name in self._parts]

    @property
    def document(self) -> str:
        """The name of the part that holds the body."""
        return self.parts_of("document.main")[0]

    def parse(self, name: str) -> Element:
        """Return a part's root element, without comments; NotAWordFile when it is not well-formed."""
        return parse_part(name, self._parts[name])

    def write(self, changed: Mapping[str, bytes], *, briskly: bool = False) -> bytes:
        """Return the file with the parts in `changed` replaced or added; the same input gives the same bytes.

        `briskly` packs these in less than half the time, and somewhat larger.
        """
        level = _BRISK_LEVEL if briskly else _DEFLATE_LEVEL
        members = self._members | {name: _pack(part, level) for name, part in changed.items()}
        body: list[bytes] = []
        directory: list[bytes] = []
        offset = 0
        for name, member in members.items():
            coded = name.encode()
            flags = 0 if name.isascii() else _UTF8
            about = (_VERSION, flags, member.method, 0, _NEW_YEAR_1980, member.crc, len(member.packed), member.size)
            head = _LOCAL.pack(b"PK\x03\x04", *about, len(coded), 0) + coded
            body += (head, member.packed)
            directory.append(_CENTRAL.pack(b"PK\x01\x02", _VERSION, *about, len(coded), 0, 0, 0, 0, 0, offset) + coded)
            offset += len(head) + len(member.packed)
        index = b"".join(directory)
        end = _END.pack(b"PK\x05\x06", 0, 0, len(members), len(members), len(index), offset, 0)
        return b"".join((*body, index, end))

    def with_parts(self, changed: Mapping[str, bytes]) -> Package:
        """Return the package with the parts in `changed` replaced or added."""
        packed = {name: _pack(part) for name, part in changed.items()}
        return Package(self._members | packed, {**self._parts, **changed})

    def as_document(self) -> Package:
        """Return the package as a document; NotAWordFile when it is none.

        A .dotx is given the type of a document, for Word opens it as a new unnamed one otherwise.
        """
        kinds = set(self.types.values())
        if any(_MACRO_TYPE in kind for kind in kinds):
            raise NotAWordFile("Filen innehåller makron (.docm eller .dotm). Spara den som .docx.")
        if _TEMPLATE_TYPE in kinds:
            retyped = self._parts[CONTENT_TYPES].replace(_TEMPLATE_TYPE.encode(), _DOCUMENT_TYPE.encode())
            return Package(
                self._members | {CONTENT_TYPES: _pack(retyped)}, self._parts | {CONTENT_TYPES: retyped}
            ).as_document()
        if not self.parts_of("document.main"):
            raise NotAWordFile("Filen är inget Worddokument (.docx).")
        return self


def parse_part(name: str, data: bytes) -> Element:
    """Return the root of an XML part read without entities, network or comments; NotAWordFile when it is bad."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NotAWordFile(f"Filens del {name} är skadad och kan inte läsas.") from error


def _check_size(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_PARTS or len({entry.filename for entry in entries}) != len(entries):
        raise NotAWordFile("Filen är uppbyggd på ett sätt som Word aldrig skriver. Den läses inte.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise NotAWordFile("Filen har lösenord. Spara den utan lösenord.")
    swollen = any(entry.file_size > _SMALL and entry.file_size > MAX_RATIO * entry.compress_size for entry in entries)
    if swollen or sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise NotAWordFile("Filen är orimligt stor när den packas upp. Den läses inte.")


def _member(data: bytes, entry: zipfile.ZipInfo, part: bytes) -> _Member:
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return _pack(part)  # Word reads no other packing
    # The local header repeats the name and may have an extra field of another length than the directory's.
    name_length, extra_length = struct.unpack_from("<HH", data, entry.header_offset + 26)
    start = entry.header_offset + _LOCAL.size + name_length + extra_length
    return _Member(entry.compress_type, entry.CRC, entry.file_size, data[start : start + entry.compress_size])


def _pack(part: bytes, level: int = _DEFLATE_LEVEL) -> _Member:
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return _Member(_DEFLATED, zlib.crc32(part), len(part), packer.compress(part) + packer.flush())


def _content_types(parts: dict[str, bytes]) -> dict[str, str]:
    """Return part → content type for the parts that the file names one by one."""
    root = parse_part(CONTENT_TYPES, parts[CONTENT_TYPES])
    return {
        str(override.get("PartName")).lstrip("/"): str(override.get("ContentType"))
        for override in root.iterfind("{*}Override")
    }
