"""Filling a table of contents from the document's own headings, so that it is there before Word has seen the file.

Only Word and LibreOffice know on which page a heading falls. Without page numbers the entries are marked so that
Word works them out when it opens the file, without asking; with them, as after a conversion to PDF, they are
written in. Headings of a numbered list get their numbers counted here too, since those stand nowhere in the text.
All of it is done on the text of the part: parsing a long document again would cost more than rendering it.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xltools.word.heading_numbers import Numbering
from xltools.word.ooxml import escape, heading_levels, line_width, style_ids, w
from xltools.word.package import Package

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_FIELD = re.compile(
    r'<w:fldChar [^>]*?w:fldCharType="(begin|separate|end)"[^>]*>|<w:instrText(?: [^>]*)?>([^<]*)</w:instrText>'
)
_IS_CONTENTS = re.compile(r"\s*TOC\b")
_LEVELS = re.compile(r'\\o\s*"([1-9])-([1-9])"')
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>|</w:p>")
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(?:tab|br)/>")
_DELETED = re.compile(r"<w:del .*?</w:del>", re.DOTALL)
_OWN_BOOKMARK = re.compile(r'<w:bookmarkStart [^>]*w:name="(_Toc\d+)"')
_OWN_LIST = re.compile(r"<w:numPr>(.*?)</w:numPr>", re.DOTALL)
_LIST_LEVEL = re.compile(r'<w:ilvl w:val="(\d+)"/>')
_LIST_NUMBER = re.compile(r'<w:numId w:val="(\d+)"/>')
_ENTRY = re.compile(r'<w:hyperlink [^>]*?w:anchor="(_Toc\d+)"')
_BOOKMARK_ID = re.compile(r'<w:bookmarkStart [^>]*?w:id="(\d+)"')

_DEFAULT_LEVELS = (1, 3)  # what Word takes when the field says nothing
_FIRST_NAME = 100_000_001  # Word's own are _Toc and nine digits
_INDENT = 220
_NUMBER_WIDTH = 440  # per level, as Word has it


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading as it goes into the table of contents: level, text as XML, its bookmark, and its number if any."""

    level: int
    text: str
    bookmark: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """How a document's table of contents is laid out.

    `heading_styles` and `entry_styles` are style ids with their levels, `width` that of a line in twips, and
    `numbering` says which headings a list numbers.
    """

    heading_styles: dict[str, int]
    entry_styles: dict[int, str]
    width: int
    numbering: Numbering

    @classmethod
    def of(cls, package: Package) -> Contents | None:
        """Return the layout for a package, None when its body has no table of contents."""
        body = package.parse(package.document)
        fields = (element.text or "" for element in body.iter(w("instrText")))
        if not any(_IS_CONTENTS.match(text) for text in fields):
            return None
        ids = {}
        for part in package.parts_of("styles"):
            ids = style_ids(package.parse(part))
        entries = {level: ids[f"toc {level}"] for level in range(1, 10) if f"toc {level}" in ids}
        headings = heading_levels(ids)
        return cls(headings, entries, line_width(body), Numbering.of(package, headings))

    def fill(self, xml: str, pages: Sequence[int] | None = None) -> str:
        """Return the body's XML with the table of contents filled.

        `pages` are the page numbers of the headings in order; ValueError when there are not as many as headings.
        """
        field = _contents_field(xml)
        if field is None:
            return xml
        start, end, instruction = field
        first, last = _levels(instruction)
        xml, headings = self._bookmarked(xml, end, first, last)
        if not headings:
            return xml
        if pages is not None and len(pages) != len(headings):
            raise ValueError(f"{len(pages)} page numbers for {len(headings)} headings")
        entries = [
            self._entry(heading, first, "" if pages is None else str(pages[number]))
            for number, heading in enumerate(headings)
        ]
        opening = (
            _field_char("begin")
            + f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
            + _field_char("separate")
        )
        entries[0] = entries[0].replace("</w:pPr>", f"</w:pPr>{opening}", 1)
        entries[-1] = entries[-1].removesuffix("</w:p>") + _field_char("end") + "</w:p>"
        return xml[:start] + "".join(entries) + xml[end:]

    def _bookmarked(self, xml: str, after: int, first: int, last: int) -> tuple[str, list[Heading]]:
        """Return the XML in which every heading of the wanted levels has a bookmark, and those headings."""
        if not self.heading_styles:
            return xml, []
        style = re.compile(f'<w:pStyle w:val="({"|".join(map(re.escape, self.heading_styles))})"/>')
        bookmarks, counter = _free_bookmarks(xml), self.numbering.counted()
        pieces: list[str] = []
        headings: list[Heading] = []
        done = 0
        for match in style.finditer(xml):
            level = self.heading_styles[match[1]]
            number = counter.next(match[1], _own_list(xml, match.end()))
            if match.start() < after or not first <= level <= last:
                continue
            start = _start_of_paragraph(xml, match.start())
            end = _end_of_paragraph(xml, start)
            paragraph = xml[start:end]
            text = _heading_text(paragraph)
            if not text:
                continue
            own = _OWN_BOOKMARK.search(paragraph)
            if own:
                name = own[1]
            else:
                bookmark = next(bookmarks)
                name = f"_Toc{bookmark}"
                inside = xml.index("</w:pPr>", match.end()) + len("</w:pPr>")
                pieces += (
                    xml[done:inside],
                    f'<w:bookmarkStart w:id="{bookmark}" w:name="{name}"/>',
                    xml[inside : end - len("</w:p>")],
                    f'<w:bookmarkEnd w:id="{bookmark}"/>',
                )
                done = end - len("</w:p>")
            headings.append(Heading(level, text, name, number))
        return "".join((*pieces, xml[done:])), headings

    def _entry(self, heading: Heading, first: int, page: str) -> str:
        """Return one line of the table of contents: number, text, leader and page, all a link to the heading."""
        style = self.entry_styles.get(heading.level)
        look = f'<w:pStyle w:val="{style}"/>' if style else ""
        after_number = f'<w:tab w:val="left" w:pos="{_NUMBER_WIDTH * (heading.level - first + 1)}"/>'
        look += (
            f"<w:tabs>{after_number if heading.number else ''}"
            f'<w:tab w:val="right" w:leader="dot" w:pos="{self.width}"/></w:tabs>'
        )
        if not style:
            look += f'<w:ind w:left="{(heading.level - first) * _INDENT}"/>'
        number = f"<w:r><w:t>{escape(heading.number)}</w:t></w:r><w:r><w:tab/></w:r>" if heading.number else ""
        shown = f"<w:r><w:t>{page}</w:t></w:r>" if page else ""
        return (
            f'<w:p><w:pPr>{look}</w:pPr><w:hyperlink w:anchor="{heading.bookmark}" w:history="1">{number}'
            f'<w:r><w:t xml:space="preserve">{heading.text}</w:t></w:r><w:r><w:tab/></w:r>'
            f"{_field_char('begin', dirty=not page)}"
            f'<w:r><w:instrText xml:space="preserve"> PAGEREF {heading.bookmark} \\h </w:instrText></w:r>'
            f"{_field_char('separate')}{shown}{_field_char('end')}</w:hyperlink></w:p>"
        )


def fill_toc(docx: bytes, pages: Sequence[int] | None = None) -> bytes:
    """Return the document with its table of contents filled; as it was when it has none.

    `pages` are the page numbers of the listed headings in order, from a document laid out once already; without
    them Word works the numbers out on opening. NotAWordFile for no .docx, ValueError for a wrong number of pages.
    """
    package = Package.open(docx)
    contents = Contents.of(package)
    if contents is None:
        return docx
    body = package.document
    return package.write({body: contents.fill(package.read(body).decode("utf-8-sig"), pages).encode()})


def entries(docx: bytes) -> list[str]:
    """Return the bookmark that each line of a filled table of contents points to; empty when there is none."""
    package = Package.open(docx)
    xml = package.read(package.document).decode("utf-8-sig")
    field = _contents_field(xml)
    return _ENTRY.findall(xml, field[0], field[1]) if field else []


def _contents_field(xml: str) -> tuple[int, int, str] | None:
    """Return start and end of the paragraphs that the contents' field spans, and the field's instruction."""
    depth, start, instruction = 0, 0, ""
    for match in _FIELD.finditer(xml, max(0, xml.find("<w:fldChar "))):
        kind = match[1]
        if kind == "begin":
            depth += 1
            if depth == 1:
                start, instruction = match.start(), ""
        elif kind == "end":
            depth -= 1
            if depth == 0 and _IS_CONTENTS.match(instruction):
                first = _start_of_paragraph(xml, start)
                return first, xml.index("</w:p>", match.end()) + len("</w:p>"), instruction
        elif kind is None and depth == 1:
            instruction += match[2]
    return None


def _levels(instruction: str) -> tuple[int, int]:
    found = _LEVELS.search(html.unescape(instruction))
    return (int(found[1]), int(found[2])) if found else _DEFAULT_LEVELS


def _own_list(xml: str, start: int) -> tuple[str, int | None] | None:
    """Return the list and level that a heading names itself, beside its style which ends at `start`."""
    found = _OWN_LIST.search(xml, start, xml.find("</w:pPr>", start))
    number = _LIST_NUMBER.search(found[1]) if found else None
    if found is None or number is None:
        return None
    level = _LIST_LEVEL.search(found[1])
    return number[1], int(level[1]) if level else None


def _start_of_paragraph(xml: str, inside: int) -> int:
    """Return where the paragraph around a place in it starts."""
    plain = xml.rfind("<w:p>", 0, inside)
    return max(plain, xml.rfind("<w:p ", max(plain, 0), inside))


def _end_of_paragraph(xml: str, start: int) -> int:
    """Return where the paragraph that starts at `start` ends; a text box inside it has paragraphs of its own."""
    depth = 0
    for match in _PARAGRAPH.finditer(xml, start):
        if match[0] == "</w:p>":
            depth -= 1
        elif not match[0].endswith("/>"):
            depth += 1
        if depth == 0:
            return match.end()
    raise ValueError("a paragraph without end")


def _heading_text(paragraph: str) -> str:
    pieces = (match[1] or " " for match in _TEXT.finditer(_DELETED.sub("", paragraph)))
    return " ".join("".join(pieces).split(" ")).strip()


def _free_bookmarks(xml: str) -> Iterator[int]:
    """Yield numbers that no bookmark of the document has."""
    taken = {int(number) for number in _BOOKMARK_ID.findall(xml)}
    number = max([_FIRST_NAME, *(one + 1 for one in taken if one >= _FIRST_NAME)])
    while True:
        yield number
        number += 1


def _field_char(kind: str, *, dirty: bool = False) -> str:
    mark = ' w:dirty="true"' if dirty else ""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"{mark}/></w:r>'
