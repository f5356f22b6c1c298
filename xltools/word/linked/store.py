"""Where a document keeps its provenance: a custom XML part of our own, and a short copy among its properties.

What a template brings is prepared once: the part's relation, its content type and its identity. Each document then adds
the part itself and the properties. Properties of others are left as they are.
"""

from __future__ import annotations

import base64
import posixpath
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from xltools.word.charts.chart import listed, relationships_of
from xltools.word.package import CONTENT_TYPES, NotAWordFile

if TYPE_CHECKING:
    from xltools.word.package import Package

NAMESPACE = "urn:xltools:underlag:1"
PROPERTY = "xltools underlag"
"""How the properties are called that hold the short copy; a number follows, for each holds little."""

_STORE = "{7C1B5E0A-3D5F-4E0E-9A55-58C1D0C5B6A1}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_RELATION = f"{_OFFICE}/relationships"
_CUSTOM = f"{_OFFICE}/custom-properties"
_VALUES = f"{_OFFICE}/docPropsVTypes"
_DATA_STORE = f"{_OFFICE}/customXml"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_STORE_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_OWN_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_PROPERTIES_PART = "docProps/custom.xml"
_RELATIONS = "_rels/.rels"

# Word's own dialogue takes 255 characters of a property.
_PIECE = 250
_MOST_BYTES = 20_000_000

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORBIDDEN = re.compile("[\ufffe\uffff]")
_ITEM = re.compile(r"customXml/item(\d+)\.xml\Z")
_NUMBERED = re.compile(rf"{PROPERTY} (\d+)\Z")


@dataclass(frozen=True, slots=True)
class Store:
    """Where documents of one template keep their provenance: the part's name, and the others' properties as XML.

    `first` is the first number that a property may have.
    """

    part: str
    properties: str
    first: int

    @classmethod
    def prepared(cls, package: Package) -> tuple[Package, Store]:
        """Return the package with all that every document has in common, and the place for what differs."""
        taken = [int(match[1]) for name in package.names if (match := _ITEM.match(name))]
        number = max(taken, default=0) + 1
        part, identity = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
        relation = posixpath.relpath(part, posixpath.dirname(package.document))
        types = _typed(package, {identity: _STORE_TYPE, _PROPERTIES_PART: _CUSTOM_TYPE})
        changed = {
            identity: (
                f'{_DECLARATION}<ds:datastoreItem ds:itemID="{_STORE}" xmlns:ds="{_DATA_STORE}"><ds:schemaRefs>'
                f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
            ).encode(),
            relationships_of(part): _related(package, "", f"{_RELATION}/customXmlProps", posixpath.basename(identity)),
            CONTENT_TYPES: types,
            relationships_of(package.document): _related(
                package, relationships_of(package.document), f"{_RELATION}/customXml", relation
            ),
            part: b"<underlag/>",
        }
        if _PROPERTIES_PART not in package:
            changed[_RELATIONS] = _related(package, _RELATIONS, f"{_RELATION}/custom-properties", _PROPERTIES_PART)
        properties, first = _others(package)
        return package.with_parts(changed), cls(part, properties, first)

    @classmethod
    def standing(cls, package: Package, part: str) -> tuple[Package, Store]:
        """Return the same for a document that has a provenance in `part` already."""
        changed = {}
        if _PROPERTIES_PART not in package:
            changed = {
                CONTENT_TYPES: _typed(package, {_PROPERTIES_PART: _CUSTOM_TYPE}),
                _RELATIONS: _related(package, _RELATIONS, f"{_RELATION}/custom-properties", _PROPERTIES_PART),
            }
        properties, first = _others(package)
        return package.with_parts(changed), cls(part, properties, first)

    def parts(self, whole: str, copy: str) -> dict[str, bytes]:
        """Return the parts that hold a provenance and its short copy."""
        packed = base64.b64encode(zlib.compress(_encoded(copy), 1)).decode("ascii")
        pieces = (packed[at : at + _PIECE] for at in range(0, len(packed), _PIECE))
        properties = "".join(
            f'<property fmtid="{_OWN_FORMAT}" pid="{self.first + number}" name="{PROPERTY} {number + 1}">'
            f"<vt:lpwstr>{piece}</vt:lpwstr></property>"
            for number, piece in enumerate(pieces)
        )
        return {
            self.part: _encoded(f'{_DECLARATION}<underlag xmlns="{NAMESPACE}">{_escaped(whole)}</underlag>'),
            _PROPERTIES_PART: f"{self.properties}{properties}</Properties>".encode(),
        }


def kept_whole(package: Package) -> dict[str, str]:
    """Return part → text of every provenance of a document; merged documents have several, damaged ones may be ""."""
    found = {}
    for name in package.names:
        if name.startswith("customXml/") and _ITEM.match(name) and NAMESPACE.encode() in package.read(name):
            try:
                found[name] = "".join(map(str, package.parse(name).itertext()))
            except NotAWordFile:
                found[name] = ""
    return found


def kept_copy(package: Package) -> str:
    """Return the short copy among the document's properties, empty when it is not there or damaged."""
    pieces: dict[int, str] = {}
    for name, kind in package.types.items():
        if kind != _CUSTOM_TYPE or name not in package:
            continue
        try:
            properties = package.parse(name)
        except NotAWordFile:
            return ""
        for one in properties:
            if match := _NUMBERED.match(str(one.get("name"))):
                pieces[int(match[1])] = "".join(map(str, one.itertext())).strip()
    if not pieces or sorted(pieces) != list(range(1, len(pieces) + 1)):
        return ""
    packed = "".join(pieces[number] for number in sorted(pieces))
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(base64.b64decode(packed, validate=True), _MOST_BYTES)
        return data.decode() if unpacker.eof else ""
    except (ValueError, zlib.error):
        return ""


def _escaped(json: str) -> str:
    """Return JSON, which holds no control characters, as the text of an element."""
    return _FORBIDDEN.sub("", json).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _others(package: Package) -> tuple[str, int]:
    """Return the properties that are not ours as XML without its end, and the first number that is free."""
    empty = f'{_DECLARATION}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VALUES}">'
    if _PROPERTIES_PART not in package:
        return empty, 2
    numbers = [1]
    others = []
    for one in package.parse(_PROPERTIES_PART):
        if not _NUMBERED.match(str(one.get("name"))):
            numbers.append(int(str(one.get("pid") or 1)))
            others.append(etree.tostring(one, encoding="unicode", with_tail=False))
    return empty + "".join(others), max(numbers) + 1


def _typed(package: Package, kinds: dict[str, str]) -> bytes:
    known = listed(package.parse(CONTENT_TYPES))
    added = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name, kind in kinds.items()
        if name not in package.types
    )
    return f"{known}{added}</Types>".encode()


def _related(package: Package, relations: str, kind: str, target: str) -> bytes:
    empty = f'{_DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    known = listed(package.parse(relations)) if relations in package else empty
    return f'{known}<Relationship Id="rIdUnderlag" Type="{kind}" Target="{target}"/></Relationships>'.encode()
