"""Templates of Word: compiled once, rendered many times. This is the room's front door.

A template is an ordinary .docx with tags in its text: `{{ drift.total.prognos | mnkr }}`, `{% if … %}`,
`{% for rad in lista %}`. Compiling finds every fault at once; rendering only joins strings and packs the zip.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from xltools.word.appearance import PLAIN, Appearance, dressed
from xltools.word.charts.chart import ChartPlace, Charts
from xltools.word.compile import PartCompiler, Program
from xltools.word.frames import Styles
from xltools.word.grid import GridLook
from xltools.word.linked.codec import written
from xltools.word.linked.links import Links
from xltools.word.linked.store import Store
from xltools.word.names import Names
from xltools.word.ooxml import W, heading_levels, style_ids, w
from xltools.word.package import NotAWordFile, Package
from xltools.word.problems import TemplateErrors, TemplateProblem
from xltools.word.toc import Contents

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xltools.model.provenance import Origin
    from xltools.word.ooxml import Element

__all__ = ["Appearance", "NotAWordFile", "Template", "TemplateErrors", "TemplateProblem", "compile_template"]

# The kinds of parts that hold tags, and what their readers call them.
_KINDS = {
    "document.main": "brödtext",
    "header": "sidhuvud",
    "footer": "sidfot",
    "footnotes": "fotnot",
    "endnotes": "slutnot",
}
_PROPERTIES = "dokumentegenskaper"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"


class Template:
    """A compiled template; may be rendered any number of times and from several threads at once."""

    def __init__(
        self, package: Package, programs: Mapping[str, Program], contents: Contents | None, appearance: Appearance
    ) -> None:
        self._programs = programs
        self._contents = contents
        self._plain = _Ground.of(package, appearance)
        linked, store = Store.prepared(package)
        self._linked, self._store = _Ground.of(linked, appearance), store

    def render(self, values: Mapping[str, object], origin: Origin | None = None) -> bytes:
        """Return the finished .docx; the same values and origin give the same bytes. A table of contents is filled too.

        `values` are nested dicts whose leaves are Figure, Text, Chart, Grid, str, bool, int, date and lists of dicts,
        shaped as the schema that the template was compiled with. With an `origin` every figure, text and table is
        linked, and the document tells what it was made of. TemplateErrors when a value is missing or does not fit its
        format.
        """
        parts: dict[str, bytes] = {}
        problems: list[TemplateProblem] = []
        links = None if origin is None else Links()
        ground = self._plain if links is None else self._linked
        charts = Charts(ground.charts)
        for name, program in self._programs.items():
            xml = program.render(values, charts if name == ground.package.document else None, links)
            if isinstance(xml, TemplateProblem):
                problems.append(xml)
                continue
            if self._contents is not None and name == ground.package.document:
                xml = self._contents.fill(xml)
            if links is not None:
                links.read_headers(xml)
            parts[name] = xml.encode()
        if problems:
            raise TemplateErrors(tuple(problems))
        kept = {} if origin is None or links is None else self._store.parts(*written(origin, links))
        return ground.package.write(parts | charts.parts() | kept, briskly=bool(kept))


@dataclass(frozen=True, slots=True)
class _Ground:
    """What documents are written on: the parts of the template, and what they say of charts."""

    package: Package
    charts: ChartPlace

    @classmethod
    def of(cls, package: Package, appearance: Appearance) -> _Ground:
        return cls(package, ChartPlace.of(package, appearance.colour))


def compile_template(data: bytes, schema: Mapping[str, object], appearance: Appearance = PLAIN) -> Template:
    """Return the template in the .docx file `data`, ready to be rendered.

    `schema` is an example of the values that it will be rendered with: its names are the only ones a tag may
    quote. `appearance` is the sender's colour, font and logo. TemplateErrors with every fault of every part;
    NotAWordFile when `data` is no readable .docx.
    """
    package = dressed(Package.open(data), appearance)
    names = Names(schema)
    ids = {}
    for part in package.parts_of("styles"):
        ids = style_ids(package.parse(part))
    styles = Styles(heading_levels(ids), ids.get("list bullet", ""), GridLook.of(package, appearance))
    contents = Contents.of(package)
    compilers = {
        part: PartCompiler(_root(package, part), label, names, styles) for part, label in _parts(package).items()
    }
    problems = [problem for compiler in compilers.values() for problem in compiler.problems]
    if problems:
        # A text box stands twice in the file, for new and for old versions of Word.
        raise TemplateErrors(tuple(dict.fromkeys(problems)))
    programs = {
        part: compiler.program()
        for part, compiler in compilers.items()
        if compiler.tags or (contents is not None and part == package.document)
    }
    return Template(package, programs, contents, appearance)


def _parts(package: Package) -> dict[str, str]:
    """Return the parts that may hold tags, each with its Swedish name."""
    parts = {part: label for kind, label in _KINDS.items() for part in package.parts_of(kind)}
    properties = (name for name, kind in package.types.items() if kind == _PROPERTIES_TYPE and name in package)
    return parts | dict.fromkeys(properties, _PROPERTIES)


def _root(package: Package, part: str) -> Element:
    root = package.parse(part)
    if part == package.document and root.tag != w("document"):
        raise NotAWordFile("Filen är sparad som Strict Open XML. Spara den som vanligt Worddokument (.docx).")
    if root.tag.startswith(f"{{{W}}}") and root.nsmap.get("w") != W:
        # What is written into the part says w:r, so that prefix must mean what it usually means.
        others = {prefix: address for prefix, address in root.nsmap.items() if prefix and address != W}
        renamed = etree.Element(root.tag, nsmap={**others, "w": W})
        for name, value in root.attrib.items():
            renamed.set(name, value)
        renamed.extend(root)
        return renamed
    return root
