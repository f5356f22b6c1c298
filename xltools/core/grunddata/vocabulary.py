"""Bedömningar from grunddata: the words that goals, uppdrag and trends are judged in, fit for drop-downs."""

from __future__ import annotations

from xltools.core.grunddata.tables import Reader, Record
from xltools.model.codes import Code
from xltools.model.colour import colour
from xltools.model.goal import DEFAULT_WORDS, Meaning, Vocabulary, Word, WordKind
from xltools.sheets import grunddata as spec

_LIST_LIMIT = 255
"""Excel holds no more characters than this in the drop-down of a cell."""

_NO_COLOUR = "1A1A1A"


def read_vocabulary(reader: Reader) -> Vocabulary:
    """Return the words in the order of the sheet; a kind that has none there keeps its usual ones.

    A word that comes twice, holds a comma, has no true colour or makes the list too long for Excel becomes a finding.
    """
    words: list[Word] = []
    seen: dict[tuple[WordKind, str], int] = {}
    length: dict[WordKind, int] = {}
    for record in reader.records(spec.BEDOMNINGAR):
        kind, meaning = record.word("slag", WordKind), record.word("innebord", Meaning)
        written, symbol, shade = record.text("ord"), record.text("symbol"), _colour(record)
        if kind is None or meaning is None or not written:
            continue
        key = kind, written.casefold()
        if key in seen:
            record.say(Code.DUPLICATE_ROW, "ord", row=f"{kind.value}, {written}", other=str(seen[key]))
        seen.setdefault(key, record.row)
        before = length.get(kind, -1)
        length[kind] = before + 1 + len(written)
        if "," in written:
            record.say(Code.WORD_UNFIT, "ord", found=written, reason="det innehåller ett kommatecken")
        elif before <= _LIST_LIMIT < length[kind]:
            record.say(Code.WORD_UNFIT, "ord", found=written, reason="listan blir längre än vad Excel klarar")
        words.append(Word(kind, written, symbol, shade, meaning))
    given = {word.kind for word in words}
    usual = tuple(word for word in DEFAULT_WORDS if word.kind not in given)
    return Vocabulary((*words, *usual))


def _colour(record: Record) -> str:
    """Return the cell's colour as six hexadecimal digits, near black when none is written."""
    written = record.text("farg")
    try:
        return colour(written) if written else _NO_COLOUR
    except ValueError:
        record.say(Code.WORD_UNFIT, "farg", found=written, reason="det är ingen färg; skriv sex tecken som 2E7D32")
        return _NO_COLOUR
