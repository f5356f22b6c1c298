"""Which keys a document may have, by the names that its anchors carry; and unknown anchors that look like ours."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xltools.word.linked.anchors import FIGURE, FIRST_NUMBER, TABLE, TEXT, hash_of, kind_and_hash, title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xltools.model.provenance import ChartRecord, FigureRecord, Provenance, TableRecord, TextRecord

_OURS = re.compile(r"[a-z][a-z0-9_]*[.\[].*\S\Z", re.DOTALL)
_LAST_NUMBER = FIRST_NUMBER + 10_000_000


@dataclass(frozen=True, slots=True)
class Known:
    """A key with its kind, what was written, and whether another document wrote it."""

    key: str
    kind: str
    record: FigureRecord | TextRecord | TableRecord | ChartRecord | None = None
    foreign: bool = False


CHART = "d"


@dataclass(slots=True)
class Keys:
    """The keys of all provenances in a document, the document's own first."""

    titles: dict[str, Known] = field(default_factory=dict)
    hashes: dict[tuple[str, str], Known] = field(default_factory=dict)
    charts: dict[str, Known] = field(default_factory=dict)
    complete: bool = True

    @classmethod
    def of(cls, main: Provenance | None, others: Sequence[Provenance]) -> Keys:
        """Return the keys of a document's own provenance, and those of others where they do not clash."""
        keys = cls(complete=main is not None)
        for provenance in (*((main,) if main else ()), *others):
            foreign = provenance is not main
            for kind, records in ((FIGURE, provenance.figures), (TEXT, provenance.texts), (TABLE, provenance.tables)):
                for record in records:
                    known = Known(record.key, kind, record, foreign)
                    keys.titles.setdefault(title_of(record.key), known)
                    keys.hashes.setdefault((kind, hash_of(record.key)), known)
            for chart in provenance.charts:
                keys.charts.setdefault(title_of(chart.key), Known(chart.key, CHART, chart, foreign))
        return keys

    def by_title(self, title: str) -> Known | None:
        """Return what a tag or title stands for."""
        return self.titles.get(title)

    def figure(self, key: str) -> Known | None:
        """Return the figure of this key."""
        known = self.titles.get(title_of(key))
        return known if known is not None and known.kind == FIGURE else None

    def by_bookmark(self, name: str) -> Known | None:
        """Return what a bookmark stands for; of an unknown one of ours its kind, and no key."""
        found = kind_and_hash(name)
        if found is None:
            return None
        kind, digits = found
        known = self.hashes.get((kind, digits))
        if known is None:
            known = next((one for title, one in self.titles.items() if hash_of(title) == digits), None)
        return known or Known("", kind, None, self.complete)

    def unknown(self, title: str, tag: str, number: str, kind: str) -> Known | None:
        """Return a key that no provenance here knows, from a control that looks like ours; None when it does not."""
        numbered = number.isdigit() and FIRST_NUMBER <= int(number) < _LAST_NUMBER
        looks = title and (numbered or (tag in ("", title) and _OURS.match(title)))
        return Known(title, kind, None, self.complete) if looks else None
