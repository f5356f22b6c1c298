"""Reading a linked document back: every figure, text, table and chart, however much of its links an editor has left.

The links are threefold, for no editor keeps all of them: content controls with tag and title, hidden bookmarks, and the
provenance with its short copy among the document's properties.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from xltools.word.linked import codec, store
from xltools.word.linked.anchors import title_of
from xltools.word.linked.charts import charts_in
from xltools.word.linked.found import Anchor, Kept, LinkedDocument
from xltools.word.linked.keys import Keys
from xltools.word.linked.page import PROPERTIES, SDT, Page, pages_of
from xltools.word.linked.search import Search
from xltools.word.ooxml import VAL, attribute, w
from xltools.word.package import Package

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from xltools.model.provenance import Origin, Provenance
    from xltools.word.linked.found import FoundFigure


class NotLinked(Exception):  # noqa: N818  # the name says what is wrong, as a sentence
    """The document has no trace of xltools in it; `str()` is a Swedish sentence that says what to do."""


def read_linked(data: bytes) -> LinkedDocument:
    """Return all that is linked in a .docx.

    NotLinked when xltools has not made it or no link is left; NotAWordFile when it is no .docx.
    """
    package = Package.open(data)
    pages = pages_of(package)
    main, others, kept, notes = _provenances(package, pages)
    keys = Keys.of(main, others)
    searches = [Search(page, keys) for page in pages]
    figures = tuple(figure for search in searches for figure in search.figures)
    texts = tuple(text for search in searches for text in search.texts)
    tables = tuple(table for search in searches for table in search.tables)
    charts = charts_in(package, pages[0], keys)
    if main is None and not (figures or texts or tables):
        raise NotLinked(
            "Dokumentet har inga kopplingar till något underlag: det är inte gjort av xltools, eller så har "
            "kopplingarna tagits bort. Gör om det med xltools report eller xltools letter."
        )
    return LinkedDocument(
        package,
        {page.part: page.root for page in pages},
        kept,
        main,
        others,
        figures,
        texts,
        tables,
        charts,
        _removed(main, {one.key for kind in (figures, texts, tables, charts) for one in kind}),
        (*notes, *_told(figures, len(others))),
        tuple(pages),
    )


def read_origin(data: bytes) -> Origin | None:
    """Return what a .docx was made with, None where that is lost; errors as `read_linked`."""
    kept = tuple(store.kept_whole(Package.open(data)).values())
    if len(kept) == 1:
        try:
            return codec.read_origin(kept[0])
        except codec.DamagedError:
            pass
    provenance = read_linked(data).provenance
    return provenance.origin if provenance else None


def _provenances(
    package: Package, pages: Sequence[Page]
) -> tuple[Provenance | None, tuple[Provenance, ...], Kept, tuple[str, ...]]:
    """Return the document's own provenance, those of others, where its own was found, and what was wrong with it."""
    whole: list[Provenance] = []
    damaged = 0
    for text in store.kept_whole(package).values():
        try:
            whole.append(codec.read(text))
        except codec.DamagedError:
            damaged += 1
    if whole:
        if len(whole) > 1:
            titles = Counter(_titles(pages))
            # Of merged documents the one whose figures stand here most often is the one that was merged into.
            whole.sort(key=lambda one: sum(titles[title_of(record.key)] for record in one.figures), reverse=True)
        note = ("En del av underlaget i dokumentet är skadad och lästes inte.",) if damaged else ()
        return whole[0], tuple(whole[1:]), Kept.WHOLE, note
    what = "är skadat" if damaged else "saknas"
    try:
        copy = codec.read_copy(store.kept_copy(package))
    except codec.DamagedError:
        sentence = (
            f"Underlaget i dokumentet {what}, och kopian i dokumentegenskaperna går inte heller att läsa. Bara "
            "kopplingarna i texten finns kvar, så det går inte att se vilka tal som har ändrats för hand."
        )
        return None, (), Kept.NOTHING, (sentence,)
    sentence = (
        f"Underlaget i dokumentet {what}. Talen som de skrevs är hämtade ur kopian i dokumentegenskaperna; formler, "
        "källor och villkor finns inte där."
    )
    return copy, (), Kept.COPY, (sentence,)


def _titles(pages: Iterable[Page]) -> Iterable[str]:
    for page in pages:
        for control in page.root.iter(SDT):
            for name in control.iterfind(f"{PROPERTIES}/{w('alias')}"):
                yield attribute(name, VAL)


def _removed(main: Provenance | None, left: Container[str]) -> tuple[str, ...]:
    """Return the keys of what was written and stands nowhere now."""
    if main is None:
        return ()
    written = [
        *(one.key for one in main.figures),
        *(one.key for one in main.texts if not one.empty),
        *(one.key for one in main.tables),
        *(one.key for one in main.charts),
    ]
    return tuple(key for key in dict.fromkeys(written) if key not in left)


def _told(figures: Sequence[FoundFigure], others: int) -> tuple[str, ...]:
    """Return in words how figures were found where their whole link is not left."""
    count = Counter(figure.anchor for figure in figures)
    foreign = sum(figure.foreign for figure in figures)
    notes = []
    if number := count[Anchor.TITLE]:
        notes.append(f"{_figures(number)} kändes igen på rubriken: dokumentet har sparats i ett annat program än Word.")
    if number := count[Anchor.BOOKMARK]:
        notes.append(f"{_figures(number)} har förlorat sin innehållskontroll och kändes igen på bokmärket.")
    if number := count[Anchor.POSITION]:
        notes.append(f"{_figures(number)} kändes igen på rad och kolumn i sin tabell.")
    if others:
        notes.append("Dokumentet är sammanfogat av flera som xltools har gjort.")
    if foreign:
        notes.append(f"{_figures(foreign)} kommer från ett annat dokument.")
    return tuple(notes)


def _figures(number: int) -> str:
    return f"{number} tal"
