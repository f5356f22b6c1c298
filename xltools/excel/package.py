"""A workbook's parts while some of them are edited: parsing, relations, content types, and the zip at the end.

Parts that nobody changes come out byte for byte as they went in. Used for marking copies only.
"""

from __future__ import annotations

import io
import re
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from xltools.excel.ooxml import relations_part, target_part
from xltools.excel.open import Opened, RefusedError

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_CONTENT_TYPES_PART = "[Content_Types].xml"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3

# What XML 1.0 cannot hold, and the spelling that spreadsheets read as an escaped character.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MAX_TEXT = 32_767


class NotMarkableError(ValueError):
    """The workbook cannot be edited safely; its findings must be shown elsewhere."""


class Package:
    """The parts of one workbook. `tree` gives a part to look at; `change` gives it to be edited."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._names = list(opened.members)
        self._trees: dict[str, etree._Element] = {}
        self._changed: set[str] = set()

    @property
    def names(self) -> tuple[str, ...]:
        """All parts, in the order of the file, new ones last."""
        return tuple(self._names)

    def raw(self, name: str) -> bytes:
        """Return the part's bytes as they stand now; NotMarkableError when it is missing or damaged."""
        if name in self._changed:
            return _serialised(self._trees[name])
        try:
            return self._opened.part(name)
        except RefusedError as error:
            raise NotMarkableError(f"cannot read {name}") from error

    def tree(self, name: str) -> etree._Element:
        """Return the root of a part; NotMarkableError when it is not plain, well-formed XML."""
        if name not in self._trees:
            # Comments stay: the tree is written back. Entities cannot be: a document type is refused.
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
            try:
                root = etree.fromstring(self.raw(name), parser)
            except (etree.XMLSyntaxError, ValueError) as error:
                raise NotMarkableError(f"{name} is not well-formed") from error
            if getattr(root.getroottree().docinfo, "doctype", ""):
                raise NotMarkableError(f"{name} has a document type")
            self._trees[name] = root
        return self._trees[name]

    def change(self, name: str) -> etree._Element:
        """Return the root of a part that is going to be edited."""
        root = self.tree(name)
        self._changed.add(name)
        return root

    def add(self, name: str, root: etree._Element, content_type: str = "") -> None:
        """Add a part; without a content type its extension must have one."""
        self._names.append(name)
        self._trees[name] = root
        self._changed.add(name)
        if content_type:
            types = self.change(_CONTENT_TYPES_PART)
            etree.SubElement(types, f"{_CONTENT_TYPES}Override", PartName=f"/{name}", ContentType=content_type)

    def remove(self, name: str) -> None:
        """Remove a part, its own relations and its content type."""
        for gone in (name, relations_part(name)):
            if gone in self._names:
                self._names.remove(gone)
                self._trees.pop(gone, None)
                self._changed.discard(gone)
        types = self.change(_CONTENT_TYPES_PART)
        for override in types.findall(f"{_CONTENT_TYPES}Override"):
            if override.get("PartName", "").lower() == f"/{name}".lower():
                types.remove(override)

    def declare_extension(self, extension: str, content_type: str) -> None:
        """Give every part with this extension a content type, unless it has one."""
        if not self._defaults(extension):
            default = etree.Element(f"{_CONTENT_TYPES}Default", Extension=extension, ContentType=content_type)
            self.change(_CONTENT_TYPES_PART).insert(0, default)

    def forget_unused_extension(self, extension: str) -> None:
        """Take back the content type of an extension that no part has any more."""
        if not any(name.lower().endswith(f".{extension}") for name in self._names):
            for default in self._defaults(extension):
                self.change(_CONTENT_TYPES_PART).remove(default)

    def related(self, part: str, *kinds: str) -> dict[str, str]:
        """Return id → part of the relations of `part` whose type ends with one of `kinds`."""
        if relations_part(part) not in self._names:
            return {}
        return {
            relation.get("Id", ""): target_part(part, relation.get("Target", ""))
            for relation in self.tree(relations_part(part)).iterfind(f"{_PACKAGE_RELATIONS}Relationship")
            if relation.get("Type", "").rpartition("/")[2] in kinds and relation.get("TargetMode") != "External"
        }

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relation from `part` to the part `target` and return its id."""
        name = relations_part(part)
        if name not in self._names:
            self.add(name, etree.fromstring(f'<Relationships xmlns="{_PACKAGE_RELATIONS.strip("{}")}"/>'))
        root = self.change(name)
        taken = {relation.get("Id") for relation in root}
        number = next(n for n in range(1, len(taken) + 2) if f"xltools{n}" not in taken)
        kind_uri = f"{OFFICE_RELATIONS.strip('{}')}/{kind}"
        attributes = {"Id": f"xltools{number}", "Type": kind_uri, "Target": f"/{target}"}
        etree.SubElement(root, f"{_PACKAGE_RELATIONS}Relationship", attributes)
        return attributes["Id"]

    def unrelate(self, part: str, target: str) -> None:
        """Remove every relation from `part` to `target`; a list of relations that is left empty goes too."""
        name = relations_part(part)
        root = self.change(name)
        for relation in list(root):
            if target_part(part, relation.get("Target", "")) == target:
                root.remove(relation)
        if not len(root):
            self.remove(name)

    def free_name(self, pattern: str) -> str:
        """Return the first part name that nobody has: `pattern` holds one {} for a number."""
        return next(name for n in range(1, len(self._names) + 2) if (name := pattern.format(n)) not in self._names)

    def to_bytes(self) -> bytes:
        """Return the workbook as a zip file; the same parts give the same bytes."""
        target = io.BytesIO()
        with ZipFile(target, "w") as archive:
            for name in self._names:
                info = ZipInfo(name, _ZIP_DATE)
                info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, _UNIX, 0o600 << 16
                archive.writestr(info, self.raw(name))
        return target.getvalue()

    def _defaults(self, extension: str) -> list[etree._Element]:
        types = self.tree(_CONTENT_TYPES_PART)
        return [
            default
            for default in types.findall(f"{_CONTENT_TYPES}Default")
            if default.get("Extension", "").lower() == extension
        ]


def clean(text: str) -> str:
    """Return text that a workbook part can hold and shows unchanged: no control characters, no escapes."""
    return _LOOKS_ESCAPED.sub("_x005F_", _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text))[:_MAX_TEXT]


def local_name(element: etree._Element) -> str:
    """Return the element's name without namespace; "" for a comment or processing instruction."""
    tag: object = element.tag  # of a comment it is a function
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def insert_in_order(root: etree._Element, child: etree._Element, order: str) -> None:
    """Insert `child` before the first element that the schema's `order` puts after it."""
    names = order.split()
    position = names.index(local_name(child))
    for index, sibling in enumerate(root):
        name = local_name(sibling)
        if name == "AlternateContent" and len(sibling) and len(sibling[0]):
            name = local_name(sibling[0][0])
        if name in names and names.index(name) > position:
            root.insert(index, child)
            return
    root.append(child)


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
