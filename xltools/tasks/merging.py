"""Holds an edited document against one made of today's underlag: what is to be written, and what a person must see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xltools.core.linked.compare import compare
from xltools.core.linked.decide import decide, same
from xltools.core.linked.prose import Former, around, stale
from xltools.model.change import Comparison, FigureChange
from xltools.model.provenance import Memory, Provenance, checksum
from xltools.model.refreshed import Attention, Fate, Look, Refreshed, RefreshedFigure, RefreshedText, Take
from xltools.model.text import DRAFT
from xltools.tasks.merging_tables import merge_tables, only_theirs
from xltools.word.linked.edit import Edits
from xltools.word.linked.prose import free_text
from xltools.word.linked.runs import is_deleted, is_emptied

if TYPE_CHECKING:
    from xltools.word.linked.found import FoundChart, FoundFigure, FoundText, LinkedDocument


class _Merging:
    """A document held against its underlag: `here` as people have left it, `fresh` as it would be made today."""

    def __init__(self, here: LinkedDocument, fresh: LinkedDocument, underlag: Provenance, take: Take | None) -> None:
        self._here, self._fresh, self._underlag, self._take = here, fresh, underlag, take
        self._before = here.provenance or Provenance(underlag.origin, complete=False)
        self._memory = self._before.memory
        self._changes = compare(here.provenance, underlag) if here.provenance else Comparison()
        self.attention: list[Attention] = []
        self.to_figures: list[tuple[FoundFigure, str]] = []
        self.to_texts: list[tuple[FoundText, FoundText | None]] = []
        self.to_charts: list[tuple[FoundChart, FoundChart]] = []
        self._right: list[FoundText] = []
        self._undecided: dict[str, str] = {}
        self._turned: set[tuple[str, str]] = set()
        self._gone: set[str] = set()

    def figures(self) -> Iterator[RefreshedFigure]:
        """Yield the fate of every figure in the order of the document."""
        for figure in self._here.figures:
            where = str(figure.where)
            if figure.foreign and figure.key not in self._memory.gone:
                self.attention.append(Attention(Look.FOREIGN, where, figure.shown))
                continue
            new = self._underlag.figure.get(figure.key)
            shown, fate = self._fate(figure, new.shown if new else None)
            if fate.writes and new:
                self.to_figures.append((figure, new.shown))
            if fate is Fate.GONE:
                self._gone.add(figure.key)
            elif fate is not Fate.REMOVED:
                self._signs(figure)
            change = self._changes.figure.get(figure.key)
            known = new or figure.record
            yield RefreshedFigure(
                figure.key,
                known.label if known else "",
                shown,
                new.shown if new else "",
                fate,
                where,
                change.difference if change else None,
            )

    def _fate(self, figure: FoundFigure, new: str | None) -> tuple[str, Fate]:
        """Return what a figure shows to a reader, and what becomes of it."""
        if is_deleted(figure.content):
            return "", Fate.REMOVED
        shown = "" if figure.control is not None and is_emptied(figure.control) else figure.shown
        untouched = same(shown, figure.record.shown) if figure.record else None
        reachable = bool(figure.content) or figure.control is not None
        fate = decide(shown, new, untouched=untouched, take=self._take if reachable else None)
        return shown, fate

    def _signs(self, figure: FoundFigure) -> None:
        """Tell of a figure in running text whose sign changed, now or before, until its paragraph is rewritten."""
        if figure.where.table:
            return
        change = self._changes.figure.get(figure.key)
        words = (figure.key, around(figure.where.text))
        if (change and change.turned) or words in self._memory.turned:
            self.attention.append(Attention(Look.TURNED, str(figure.where), figure.where.text))
            self._turned.add(words)

    def texts(self) -> Iterator[RefreshedText]:
        """Yield the fate of every text; nobody's own words are ever replaced."""
        written = {text.key: text for text in self._fresh.texts}
        for text in self._here.texts:
            if text.foreign and text.key not in self._memory.gone:
                continue
            wanted = written.get(text.key)
            words = (wanted.shown if wanted else "") if text.key in self._underlag.text else None
            if words is not None and words.startswith(DRAFT) and not text.shown.startswith(DRAFT):
                words = words.removeprefix(DRAFT)
            digits = self._digits(text)
            untouched = _is_written(text, digits)
            if not untouched and words is not None and digits == self._underlag.text[text.key].checksum:
                continue  # written over by hand, and the underlag has not changed since
            fate = decide(text.shown, words, untouched=untouched, take=only_theirs(self._take))
            if fate.writes and text.content:
                self.to_texts.append((text, wanted))
            if fate is Fate.CURRENT:
                self._right.append(text)
            if fate is Fate.CONFLICT and digits:
                self._undecided[text.key] = digits
            if fate is Fate.GONE:
                self._gone.add(text.key)
            yield RefreshedText(text.key, text.shown, words or "", fate, str(text.where))

    def _digits(self, text: FoundText) -> str:
        """Return the checksum of what a person last knew as written, empty when nobody knows."""
        return self._memory.undecided.get(text.key, text.record.checksum if text.record else "")

    def charts(self) -> Iterator[RefreshedText]:
        """Yield the fate of every chart."""
        fresh = {chart.key: chart for chart in self._fresh.charts}
        for chart in self._here.charts:
            if chart.foreign and chart.key not in self._memory.gone:
                continue
            new = self._underlag.chart.get(chart.key)
            wanted = fresh.get(chart.key)
            if new is None or wanted is None:
                fate = Fate.GONE
                self._gone.add(chart.key)
            elif new == chart.record:
                fate = Fate.CURRENT
            else:
                fate = Fate.UPDATED if chart.chart else Fate.CONFLICT
            if fate.writes and wanted:
                self.to_charts.append((chart, wanted))
            yield RefreshedText(chart.title or chart.key, "", "", fate, str(chart.where))

    # --- what a person must see ---------------------------------------------------------------------------------------

    def new_parts(self) -> None:
        """Tell of what the underlag has now and had not before: nobody knows where it should stand."""
        if self._here.provenance is None:
            return
        before, present = self._before, {one.key for one in self._here.figures}
        present |= {one.key for one in self._here.texts}
        for figure in self._fresh.figures:
            if figure.key not in before.figure and figure.key not in present and not figure.where.table:
                present.add(figure.key)
                self.attention.append(Attention(Look.FIGURE_NEW, str(figure.where), figure.where.text))
        for text in self._fresh.texts:
            unwritten = text.key not in before.text or before.text[text.key].empty
            if unwritten and text.key not in present and not text.where.table:
                self.attention.append(Attention(Look.TEXT_NEW, str(text.where), text.shown))
        for table in self._fresh.tables:
            if table.key not in before.table and not any(table.key == one.key for one in self._here.tables):
                self.attention.append(Attention(Look.PART_NEW, str(table.where), " | ".join(table.rows[0].cells)))
        for chart in self._fresh.charts:
            if chart.key not in before.chart and not any(chart.key == one.key for one in self._here.charts):
                self.attention.append(Attention(Look.PART_NEW, str(chart.where), chart.title))

    def conditions(self) -> None:
        """Tell of conditions that came out otherwise."""
        for change in self._changes.conditions:
            now = "gäller nu" if change.new.outcome else "gäller inte längre"
            self.attention.append(Attention(Look.CONDITION, change.new.where, f"{change.new.test}: {now}"))

    def prose(self) -> None:
        """Tell of old figures that somebody has typed into running text, and of those that stood there before."""
        remembered = [FigureChange(one.key, one, self._underlag.figure.get(one.key)) for one in self._memory.earlier]
        former = Former((*self._changes.figures, *remembered))
        # What the underlag says today, or will in a moment, is nothing that somebody has typed.
        for where, words in free_text(self._here, [*self._right, *(text for text, _ in self.to_texts)]):
            for one in stale(words, former):
                new = one.change.new.shown if one.change.new else "okänt"
                label = one.change.record.label or one.change.key
                said = f"«{one.typed}» är det gamla värdet av {label}, som nu visas som {new}"
                self.attention.append(Attention(Look.PROSE, str(where), said))

    def memory(self) -> Memory:
        """Return what the document is to remember; with Take.THEIRS a person has seen it all."""
        if self._take is Take.THEIRS:
            return Memory(gone=frozenset(self._gone))
        earlier = {(one.key, one.shown): one for one in self._memory.earlier}
        earlier |= {(one.key, one.old.shown): one.old for one in self._changes.figures if one.old}
        return Memory(tuple(earlier.values()), frozenset(self._turned), self._undecided, frozenset(self._gone))


def merge(here: LinkedDocument, fresh: LinkedDocument, take: Take | None = None) -> tuple[Refreshed, Edits]:
    """Return what becomes of every place in an edited document, and the edits that make it so.

    `fresh` is the same document made of today's underlag. A figure that a person has changed is left alone unless
    `take` says whose figure stands; words of people are never replaced.
    """
    if fresh.provenance is None:
        raise ValueError("a document that has just been made knows what it was made of")
    merging = _Merging(here, fresh, fresh.provenance, take)
    gone = here.provenance.memory.gone if here.provenance else frozenset()
    figures, texts = tuple(merging.figures()), tuple(merging.texts())
    tables = merge_tables(here.tables, fresh.tables, here.texts, gone, take)
    merging.attention += tables.attention
    charts = tuple(merging.charts())
    merging.new_parts()
    merging.conditions()
    merging.prose()
    edits = Edits(merging.to_figures, merging.to_texts, tables.words, tables.rows, merging.to_charts, merging.memory())
    attention = tuple(dict.fromkeys(merging.attention))
    return Refreshed(figures, (*texts, *tables.texts), charts, attention, _notes(here, fresh)), edits


def _is_written(text: FoundText, digits: str) -> bool | None:
    """Return whether a text is as it was written, but for the word that marks a draft; None when nobody knows."""
    if not digits:
        return None
    return digits in (checksum(text.shown), checksum(DRAFT + text.shown))


def _notes(here: LinkedDocument, fresh: LinkedDocument) -> tuple[str, ...]:
    notes = list(here.notes)
    if here.removed:
        notes.append(
            f"{len(here.removed)} av det som xltools skrev har tagits bort ur dokumentet och läggs inte tillbaka."
        )
    if here.provenance and fresh.provenance and here.provenance.origin.template != fresh.provenance.origin.template:
        notes.append(
            "Mallen har ändrats sedan dokumentet gjordes. Siffrorna uppdateras, men inte det som är nytt i mallen."
        )
    return tuple(notes)
