"""A VBA project from source text: the streams of [MS-OVBA] that Excel needs to compile it when it opens the file.

No compiled form is kept (every module begins at offset 0, and the version of the cache is none), so every program
reads the text itself; and nothing in it depends on when or where it was made.
"""

from __future__ import annotations

import struct
import uuid
from dataclasses import dataclass
from enum import Enum

from xltools.excel.vba.compression import compress
from xltools.excel.vba.container import compound_file

_ENCODING = "cp1252"
_CODE_PAGE = 1252
_LANGUAGE = 0x409
_WIN64 = 3
_NO_COOKIE = b"\xff\xff"
_NO_CACHE = bytes.fromhex("cc61ffff000000")
_VISIBLE = b"\xff"

# What Excel itself gives a new project; a library is found by its id and version, the path is but a hint.
_AUTOMATION = r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation"
_OFFICE = (
    r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#"
    r"C:\Program Files\Common Files\Microsoft Shared\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library"
)
_REFERENCES = (("stdole", _AUTOMATION), ("Office", _OFFICE))


class ModuleKind(Enum):
    """What a module belongs to; the value is the id that Excel knows the workbook's and a sheet's own module by."""

    CODE = ""
    WORKBOOK = "00020819-0000-0000-C000-000000000046"
    WORKSHEET = "00020820-0000-0000-C000-000000000046"


@dataclass(frozen=True, slots=True)
class Module:
    """One module; a workbook and every sheet must have one that is named as its codeName. Names and code are ASCII."""

    name: str
    kind: ModuleKind = ModuleKind.CODE
    code: str = ""

    @property
    def source(self) -> str:
        """Return the whole text of the module, with the attributes that are hidden in the editor."""
        lines = [f'Attribute VB_Name = "{self.name}"']
        if self.kind is not ModuleKind.CODE:
            lines += [
                f'Attribute VB_Base = "0{{{self.kind.value}}}"',
                "Attribute VB_GlobalNameSpace = False",
                "Attribute VB_Creatable = False",
                "Attribute VB_PredeclaredId = True",
                "Attribute VB_Exposed = True",
                "Attribute VB_TemplateDerived = False",
                "Attribute VB_Customizable = True",
            ]
        # An exported .bas begins with its name, which stands above already.
        lines += [line for line in self.code.splitlines() if not line.startswith("Attribute VB_Name")]
        return "\r\n".join(lines) + "\r\n"


def vba_project(name: str, modules: tuple[Module, ...]) -> bytes:
    """Return vbaProject.bin; the same modules give the same bytes.

    ValueError when two modules have the same name, or when a name or the code is not ASCII.
    """
    names = [module.name.upper() for module in modules]
    if len(set(names)) < len(names):
        raise ValueError("two modules have the same name")
    if not all(f"{module.name}{module.code}".isascii() for module in modules):
        raise ValueError("VBA is written in ASCII: words for people come from Python")
    code = {module.name: compress(module.source.encode("ascii")) for module in modules}
    return compound_file(
        {
            "PROJECT": _project(name, modules),
            "PROJECTwm": _names(modules),
            "VBA": code | {"dir": compress(_dir(name, modules)), "_VBA_PROJECT": _NO_CACHE},
        }
    )


def _names(modules: tuple[Module, ...]) -> bytes:
    """Return the names of all modules, in the code page and in Unicode."""
    pairs = (module.name.encode(_ENCODING) + b"\0" + module.name.encode("utf-16le") + b"\0\0" for module in modules)
    return b"".join(pairs) + b"\0\0"


# --- the dir stream ([MS-OVBA] 2.3.4.2): records of id, size and data ------------------------------------------------


def _record(number: int, data: bytes = b"") -> bytes:
    return struct.pack("<HI", number, len(data)) + data


def _twice(number: int, unicode_number: int, text: str) -> bytes:
    """Return a text in the code page, and the same in Unicode."""
    return _record(number, text.encode(_ENCODING)) + _record(unicode_number, text.encode("utf-16le"))


def _dir(name: str, modules: tuple[Module, ...]) -> bytes:
    information = (
        _record(0x01, struct.pack("<I", _WIN64)),
        _record(0x02, struct.pack("<I", _LANGUAGE)),
        _record(0x14, struct.pack("<I", _LANGUAGE)),
        _record(0x03, struct.pack("<H", _CODE_PAGE)),
        _record(0x04, name.encode(_ENCODING)),
        _twice(0x05, 0x40, ""),
        _record(0x06) + _record(0x3D),
        _record(0x07, bytes(4)),
        _record(0x08, bytes(4)),
        # The one record whose size field is not its size: it must be 4.
        struct.pack("<HIIH", 0x09, 4, 1, 1),
        _twice(0x0C, 0x3C, ""),
    )
    references = (
        _twice(0x16, 0x3E, library) + _record(0x0D, struct.pack("<I", len(path)) + path.encode(_ENCODING) + bytes(6))
        for library, path in _REFERENCES
    )
    listed = (
        _twice(0x19, 0x47, module.name)
        + _twice(0x1A, 0x32, module.name)
        + _twice(0x1C, 0x48, "")
        + _record(0x31, bytes(4))
        + _record(0x1E, bytes(4))
        + _record(0x2C, _NO_COOKIE)
        + _record(0x21 if module.kind is ModuleKind.CODE else 0x22)
        + _record(0x2B)
        for module in modules
    )
    count = _record(0x0F, struct.pack("<H", len(modules))) + _record(0x13, _NO_COOKIE)
    return b"".join((*information, *references, count, *listed, _record(0x10)))


# --- the PROJECT stream (2.3.1): the project as text ------------------------------------------------------------------


def _project(name: str, modules: tuple[Module, ...]) -> bytes:
    identity = "|".join((name, *(module.name for module in modules)))
    guid = f"{{{uuid.uuid5(uuid.NAMESPACE_URL, identity)}}}".upper()
    lines = [f'ID="{guid}"']
    for module in modules:
        kept = module.kind is ModuleKind.CODE
        lines.append(f"Module={module.name}" if kept else f"Document={module.name}/&H00000000")
    lines += [
        f'Name="{name}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        # Not protected, no password, visible: each hidden as the format demands.
        f'CMG="{_hidden(bytes(4), 0x8C, guid)}"',
        f'DPB="{_hidden(bytes(1), 0x18, guid)}"',
        f'GC="{_hidden(_VISIBLE, 0xA4, guid)}"',
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
    ]
    return ("\r\n".join(lines) + "\r\n").encode(_ENCODING)


def _hidden(data: bytes, seed: int, guid: str) -> str:
    """Return data as 2.4.3.2 hides it, in hexadecimal; `seed` is any byte."""
    key = sum(guid.encode()) & 0xFF
    out = [seed, seed ^ 2, seed ^ key]
    plain, last, one_before = key, out[2], out[1]
    for byte in bytes([7] * ((seed & 6) // 2)) + struct.pack("<I", len(data)) + data:
        hidden = byte ^ ((one_before + plain) & 0xFF)
        out.append(hidden)
        one_before, last, plain = last, hidden, byte
    return bytes(out).hex().upper()
