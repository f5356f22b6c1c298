"""One part of a template made ready: every tag checked, then the part as a Jinja program whose line N is tag N."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import Template, nodes
from lxml import etree

from xltools.word import filters, richtext
from xltools.word.expressions import DictionaryEnvironment, Loop, Output, read_condition, read_loop, read_output
from xltools.word.frames import Styles, slot_of
from xltools.word.linked.plan import AFTER, BEFORE, INSIDE, NOTED, ROW, Plan
from xltools.word.names import UNKNOWN, Names
from xltools.word.ooxml import TC, W, attribute, is_instruction, parent_of, w
from xltools.word.problems import Fault, TemplateProblem
from xltools.word.structure import TARGET, match, place
from xltools.word.tags import COMMENT, OUTPUT, Tag, find, find_in_properties

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from xltools.word.charts.chart import Charts
    from xltools.word.linked.links import Links
    from xltools.word.linked.scope import Loops
    from xltools.word.ooxml import Element
    from xltools.word.richtext import Slot

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# The number of a tag, or a letter and the number of a table: before it, in its first cell, after it.
_MARK = re.compile(rf"<\?{TARGET} ([{BEFORE}{INSIDE}{AFTER}]?\d+)\?>")
_PROGRAM = "<mall>"
_PICTURE_ID = re.compile(r'(<wp:docPr\b[^>]*? id=")\d+(?=")')
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_TEXT_BOX = w("txbxContent")
# Names that no tag can quote, for they are not among those of the underlag.
_CHARTS, _LINKS = "_diagram", "_lankar"
_FIRST_PICTURE = 1001  # above the few pictures of other parts

# Editing history: of no use in a new document, and wrong as soon as a row is repeated.
_HISTORY = re.compile(r"\{[^}]*\}(?:rsid\w*|paraId|textId)")
_BOOKMARKS = (w("bookmarkStart"), w("bookmarkEnd"))

# What a place must hold to be valid, put in where all that stood there has gone.
_REFILLED = (
    ("</w:tcPr></w:tc>", "</w:tcPr><w:p/></w:tc>"),
    ("<w:tc></w:tc>", "<w:tc><w:p/></w:tc>"),
    ("</w:tbl></w:tc>", "</w:tbl><w:p/></w:tc>"),
    ("<w:txbxContent></w:txbxContent>", "<w:txbxContent><w:p/></w:txbxContent>"),
)
_EMPTY_STORY = re.compile(r"(<w:(hdr|ftr|footnote|endnote)(?: [^>]*)?>)(?=</w:\2>)")
_NO_ROWS = "</w:tblGrid></w:tbl>"
_OPEN_CONTROL, _CLOSED_CONTROL = "<w:sdtContent>", "</w:sdtContent></w:sdt>"

_NO_LIST_STYLE = (
    "mallen saknar formatmallen Punktlista (List Bullet), som texter med punkter behöver: skriv en rad med den "
    "i Word, ta bort raden igen och spara"
)


@dataclass(frozen=True, slots=True)
class Program:
    """A part that can be rendered: its Swedish name, its tags for the places of errors, and its Jinja template."""

    part: str
    tags: tuple[Tag, ...]
    template: Template
    repeats_pictures: bool

    def render(
        self, values: Mapping[str, object], charts: Charts | None = None, links: Links | None = None
    ) -> str | TemplateProblem:
        """Return the part's XML for these values, or the problem that a value caused.

        `charts` gathers the charts that the part shows; without it the part can show none. `links` links figures,
        texts and tables; without it nothing is linked.
        """
        try:
            xml = self.template.render({**values, _CHARTS: charts, _LINKS: links})
        except Fault as fault:
            tag = self.tags[_line(fault) - 1]
            return tag.problem(self.part, fault.message, fault.nearest)
        if self.repeats_pictures or charts:
            numbers = itertools.count(_FIRST_PICTURE)
            xml = _PICTURE_ID.sub(lambda found: f"{found[1]}{next(numbers)}", xml)
        return _refilled(xml)


class PartCompiler:
    """Makes one part into a program, in two steps so that all parts' problems can be told together."""

    def __init__(self, root: Element, part: str, names: Names, styles: Styles) -> None:
        self._root = root
        self._part = part
        self._styles = styles
        self._outputs: dict[Tag, Output] = {}
        self._tests: dict[Tag, nodes.Expr] = {}
        self._loops: dict[Tag, Loop] = {}
        self._has_runs = str(root.tag).startswith(f"{{{W}}}")
        self.tags, self.problems = (
            find(root, part, styles.headings) if self._has_runs else find_in_properties(root, part, TARGET)
        )
        blocks, unmatched = match(self.tags, part)
        self.problems += unmatched
        self._read_all(names)
        if self._has_runs and not self.problems:
            self.problems += place(root, blocks, self.tags, part)
        # Each check goes through the part once; the author wants to do so once in all.
        order = {(tag.where, tag.paragraph_text, tag.raw): tag.number for tag in self.tags}
        self.problems.sort(key=lambda one: order.get((one.where, one.paragraph, one.tag), 0))

    def program(self) -> Program:
        """Return the part as a program; only for a part without problems."""
        repeats_pictures = _fit_for_repetition(self._root, self.tags)
        for element in self._root.iter(etree.Element):
            for name in [name for name in element.attrib if _HISTORY.fullmatch(str(name))]:
                del element.attrib[name]
        plan = Plan(self._root, self.tags, self._loops, has_runs=self._has_runs)
        slots = {tag: self._slot(tag, plan) for tag in self.tags if tag.kind == OUTPUT}
        xml = _DECLARATION + etree.tostring(self._root, encoding="unicode")
        environment = DictionaryEnvironment()
        environment.filters |= _writers(list(slots.values())) | plan.filters()
        source = self._jinja(xml, slots, plan)
        source.set_environment(environment)
        code = environment.compile(source, filename=_PROGRAM)
        template = Template.from_code(environment, code, {})
        return Program(self._part, tuple(self.tags), template, repeats_pictures)

    def _read_all(self, names: Names) -> None:
        """Check every tag's inside against the names that are valid where it stands."""
        stack = [names]
        for tag in self.tags:
            try:
                self._read(tag, stack)
            except Fault as fault:
                self.problems.append(tag.problem(self._part, fault.message, fault.nearest))

    def _read(self, tag: Tag, stack: list[Names]) -> None:
        if tag.kind == OUTPUT:
            output = self._outputs[tag] = read_output(tag.text, stack[-1])
            if output.is_text and self._has_runs and not self._styles.bullet:
                raise Fault(_NO_LIST_STYLE)
            if output.is_block and not self._may_hold_chart(tag):
                raise Fault(filters.CHART_ALONE)
        elif tag.kind in ("if", "elif"):
            self._tests[tag] = read_condition(tag.text, stack[-1])
        elif tag.kind == "for":
            # Should the tag itself be faulty, then its row's names cannot be judged.
            stack.append(stack[-1].within(tag.text.partition(" ")[0], UNKNOWN))
            loop = self._loops[tag] = read_loop(tag.text, stack[-2])
            stack[-1] = loop.names
        elif tag.kind in ("else", "endif", "endfor") and tag.text:
            raise Fault(f"efter {tag.kind} får inget stå")
        elif tag.kind == "endfor" and len(stack) > 1:
            stack.pop()

    def _may_hold_chart(self, tag: Tag) -> bool:
        """Return whether a tag stands alone in a paragraph of the body, but for an `if` around it."""
        if self._root.tag != w("document") or tag.run.getparent() is not tag.paragraph:
            return False
        beside = [other for other in self.tags if other.paragraph is tag.paragraph and other.kind != COMMENT]
        words = tag.paragraph_text
        for other in self.tags:
            words = words.replace(other.raw, "", 1) if other.paragraph is tag.paragraph else words
        inside = any(around.tag in (TC, _TEXT_BOX) for around in tag.paragraph.iterancestors())
        alone = [other.kind for other in beside] in ([OUTPUT], ["if", OUTPUT, "endif"])
        return alone and not words.strip() and not inside

    def _slot(self, tag: Tag, plan: Plan) -> Slot:
        output = self._outputs[tag]
        if self._has_runs:
            return slot_of(tag, output, self._styles, self._root, plan.around[tag], plan.column(tag))
        return richtext.Slot(output.path, output.formats, richtext.RunStart("", "", ""), None)

    def _jinja(self, xml: str, slots: dict[Tag, Slot], plan: Plan) -> nodes.Template:
        """Return the part's XML as a syntax tree: text between the marks, and at each mark what its tag does."""
        numbers = {tag: number for number, tag in enumerate(slots)}
        bodies: list[list[nodes.Node]] = [[]]
        opened: list[nodes.If | nodes.For] = []
        for number, piece in enumerate(_MARK.split(xml)):
            if number % 2 == 0:
                bodies[-1].append(nodes.Output([nodes.TemplateData(piece)]))
                continue
            if not piece.isdigit():
                tag = plan.table_of(piece)
                call = _call(f"table_{piece[0]}", int(piece[1:]), plan.around[tag])
                bodies[-1].append(_written(tag, call))
                continue
            tag = self.tags[int(piece) - 1]
            if tag.kind == OUTPUT:
                writer = _writer(slots[tag], has_runs=self._has_runs)
                call = _call(writer, numbers[tag], plan.around[tag], self._outputs[tag].value)
                bodies[-1].append(_written(tag, call))
            elif tag.kind in ("if", "for"):
                opened.append(self._opening(tag, plan))
                bodies[-1].append(opened[-1])
                bodies.append(opened[-1].body)
            elif tag.kind in ("elif", "else"):
                bodies[-1] = self._alternative(tag, opened[-1], plan)
            else:
                bodies.pop()
                opened.pop()
        return nodes.Template(bodies[0], lineno=1)

    def _test(self, tag: Tag, plan: Plan) -> nodes.Expr:
        """Return the test of a condition, which also keeps its outcome where that changes more than a table."""
        test = self._tests[tag]
        return _call(NOTED, tag.number - 1, plan.around[tag], test) if tag in plan.conditions else test

    def _opening(self, tag: Tag, plan: Plan) -> nodes.If | nodes.For:
        node: nodes.If | nodes.For
        if tag.kind == "if":
            node = nodes.If(self._test(tag, plan), [], [], [])
        else:
            loop = self._loops[tag]
            row = [_written(tag, _call(ROW, tag.number - 1, plan.inside(tag)))] if tag in plan.rows else []
            body: list[nodes.Node] = [*row]
            node = nodes.For(nodes.Name(loop.variable, "store"), loop.rows, body, [], None, False)
        node.set_lineno(tag.number, override=True)
        return node

    def _alternative(self, tag: Tag, opened: nodes.If | nodes.For, plan: Plan) -> list[nodes.Node]:
        """Return the body that an `elif` or `else` opens."""
        if tag.kind == "else":
            return opened.else_
        branch = nodes.If(self._test(tag, plan), [], [], [])
        branch.set_lineno(tag.number, override=True)
        if isinstance(opened, nodes.If):
            opened.elif_.append(branch)
        return branch.body


def _call(name: str, number: int, loops: Loops, value: nodes.Expr | None = None) -> nodes.Filter:
    """Return the call of a filter, which also gets the links, the charts and the present rows of the loops."""
    rows = [nodes.Name(variable, "load") for variable, _ in loops]
    given = [nodes.Const(number), nodes.Name(_LINKS, "load"), nodes.Name(_CHARTS, "load"), *rows]
    return nodes.Filter(value or nodes.Const(None), name, given, [], None, None)


def _written(tag: Tag, call: nodes.Filter) -> nodes.Node:
    return nodes.Output([call]).set_lineno(tag.number, override=True)


def _writers(slots: list[Slot]) -> dict[str, Callable[..., str]]:
    """Return what a program calls to show a value in slot number N: with the links, the charts and the loops' rows."""

    def paragraphs(value: object, number: int, links: Links | None, charts: Charts | None, *rows: object) -> str:
        return richtext.paragraphs(value, slots[number], charts, links, rows)

    def inline(value: object, number: int, links: Links | None, _charts: Charts | None, *rows: object) -> str:
        return richtext.inline(value, slots[number], links, rows)

    def plain(value: object, number: int, *_: object) -> str:
        return richtext.plain(value, slots[number])

    return {"paragraphs": paragraphs, "inline": inline, "plain": plain}


def _writer(slot: Slot, *, has_runs: bool) -> str:
    if not has_runs:
        return "plain"
    return "paragraphs" if slot.frame else "inline"


def _fit_for_repetition(root: Element, tags: list[Tag]) -> bool:
    """Take away what must occur once only from inside loops; return whether pictures are repeated there."""
    depth = 0
    once: list[Element] = []
    repeats_pictures = False
    for element in root.iter():
        if is_instruction(element):
            kind = tags[int(element.text or "") - 1].kind
            depth += (kind == "for") - (kind == "endfor")
        elif depth and (element.tag in _BOOKMARKS or element.tag == w("id")):
            once.append(element)
        elif depth and element.tag == _PICTURE:
            repeats_pictures = True
    cut = {attribute(element, w("id")) for element in once if element.tag in _BOOKMARKS}
    once += [
        element for element in root.iter(*_BOOKMARKS) if attribute(element, w("id")) in cut and element not in once
    ]
    for element in once:
        parent_of(element).remove(element)
    return repeats_pictures


def _line(fault: Fault) -> int:
    """Return the line of the program, and so the number of the tag, at which a fault arose."""
    line = 1
    trace = fault.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _PROGRAM:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _refilled(xml: str) -> str:
    """Return the XML with an empty paragraph where Word demands one, and without tables that lost all rows."""
    while (end := xml.find(_NO_ROWS)) >= 0:
        before, after = xml[: xml.rindex("<w:tbl>", 0, end)], xml[end + len(_NO_ROWS) :]
        if before.endswith(_OPEN_CONTROL) and after.startswith(_CLOSED_CONTROL):
            before, after = before[: before.rindex("<w:sdt>")], after.removeprefix(_CLOSED_CONTROL)
        xml = before + after
    for empty, valid in _REFILLED:
        xml = xml.replace(empty, valid)
    return _EMPTY_STORY.sub(r"\1<w:p/>", xml) if "<w:body>" not in xml else xml
