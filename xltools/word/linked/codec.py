"""Provenance as JSON: written from the links of a document, read back as a Provenance, whole or as its short copy.

The cells of a total are thousands, and the same ones stand behind many figures. So every file has a list of the ranges
that anything comes from, and a figure names a set of sources by its number; a set is pairs of file and range.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from xltools.model.figure import Unit
from xltools.model.provenance import (
    LONGEST_WORDS,
    ONLY_CHECKSUM,
    Cells,
    ChartRecord,
    ConditionRecord,
    FigureRecord,
    Memory,
    Origin,
    Provenance,
    RowRecord,
    SeriesRecord,
    TableRecord,
    TextRecord,
    checksum,
)
from xltools.model.ranges import ranges_of

if TYPE_CHECKING:
    from xltools.model.place import Place
    from xltools.word.linked.links import Links, Table

VERSION = 1

_Made = TypeVar("_Made")

_UNITS = {unit.value: unit for unit in Unit}
# Enum's own way to its values is slow, and this is asked for every figure.
_NAMES = {id(unit): unit.value for unit in Unit}


class DamagedError(ValueError):
    """The text is no provenance that this version can read."""


def written(origin: Origin, links: Links) -> tuple[str, str]:
    """Return the provenance of a document that has been rendered, as JSON: whole, and as its short copy.

    The copy has what each figure, row and text was when it was written, and no more. Of prose there is only a checksum
    in both: what is deleted from a document must not live on in a hidden part of it.
    """
    sets, formulas = _Sets(), _Numbers()
    head: dict[str, Any] = {
        "version": VERSION,
        "dokument": origin.document,
        "period": origin.period,
        "arende": origin.case,
        "mall": origin.template,
        "xltools": origin.program,
        "tid": origin.time,
    }
    figures = [
        (
            key,
            None if figure.value is None else str(figure.value),
            _NAMES[id(figure.unit)],
            figure.decimals,
            shown,
            figure.label,
            formulas[figure.formula],
            sets.number(figure.sources),
        )
        for key, (figure, shown, _) in links.figures.items()
    ]
    texts = [shown for _, shown, _ in links.figures.values()]
    tables = [_table(table, texts) for table in links.tables.values()]
    words = [(key, checksum(text), int(draft)) for key, (text, draft) in links.texts.items()]
    rest = {
        "formler": list(formulas),
        "tal": figures,
        "texter": words,
        "tabeller": tables,
        "villkor": [(key, *told) for key, told in links.conditions.items()],
        "diagram": [
            (
                key,
                chart.title,
                chart.unit,
                chart.categories,
                [(one.name, [None if value is None else str(value) for value in one.values]) for one in chart.series],
                chart.description,
            )
            for key, chart in links.charts.items()
        ],
    }
    names, cells = _sources(tuple(sets.sets))
    files = _json([(name, origin.files.get(name, "")) for name in names])
    short = {
        "tal": [(key, shown) for key, (_, shown, _) in links.figures.items()],
        "texter": words,
        "tabeller": [(key, header, [row[0] for row in rows]) for key, header, rows in tables],
    }
    return f'{_json(head)[:-1]},"filer":{files},{cells},{_json(rest)[1:]}', _json(head | short)


def remembering(text: str, memory: Memory) -> str:
    """Return a provenance as JSON with what a refreshed document remembers."""
    plain = json.loads(text)
    plain["minne"] = {
        "tal": [
            (one.key, None if one.value is None else str(one.value), one.unit.value, one.decimals, one.shown, one.label)
            for one in memory.earlier
        ],
        "tecken": sorted(memory.turned),
        "texter": dict(memory.undecided),
        "borta": sorted(memory.gone),
    }
    return _json(plain)


def read(text: str) -> Provenance:
    """Return the provenance that `written` made; DamagedError when it is something else, or cut off."""
    return _read(text, _provenance)


def read_origin(text: str) -> Origin:
    """Return which document a provenance is of, and no more; DamagedError as `read`."""
    return _read(text, lambda plain: _origin(plain, {}))


def read_copy(text: str) -> Provenance:
    """Return what the short copy that `written` made still tells; DamagedError as `read`."""
    return _read(text, _copy)


def _read(text: str, make: Callable[[Mapping[str, Any]], _Made]) -> _Made:
    try:
        plain = json.loads(text)
        if plain["version"] != VERSION:
            raise DamagedError(f"version {plain['version']}")
        return make(plain)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, InvalidOperation) as error:
        raise DamagedError(str(error)) from error


def _json(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _table(table: Table, shown: Sequence[str]) -> tuple[str, tuple[str, ...], list[tuple[str, list[object]]]]:
    """Return a table; a cell is its words, or the number of the figure in it, or both where they differ.

    `shown` are the texts of the document's figures in order.
    """
    rows = []
    for row in table.rows.values():
        cells: list[object] = [""] * max(len(table.header), max(row.cells, default=-1) + 1)
        for column, (text, figure) in row.cells.items():
            if figure >= 0:
                cells[column] = figure if shown[figure] == text else [_words(text), figure]
            else:
                cells[column] = text if len(text) <= LONGEST_WORDS else _words(text)
        rows.append((row.key, cells))
    return table.key, table.header, rows


def _words(text: str) -> str:
    return text if len(text) <= LONGEST_WORDS else f"{ONLY_CHECKSUM}{checksum(text)}"


# --- sources ------------------------------------------------------------------------------------------------------


class _Numbers(dict[str, int]):
    """Numbers words as they come."""

    def __missing__(self, words: str) -> int:
        number = self[words] = len(self)
        return number


class _Sets:
    """Numbers sets of cells as they come. Most figures share theirs, and to compare thousands of cells takes time."""

    def __init__(self) -> None:
        self.sets: dict[tuple[Place, ...], int] = {}
        self._seen: dict[int, int] = {}

    def number(self, sources: tuple[Place, ...]) -> int:
        """Return the number of a set, −1 for an empty one."""
        if not sources:
            return -1
        found = self._seen.get(id(sources))
        if found is None:
            found = self._seen[id(sources)] = self.sets.setdefault(sources, len(self.sets))
        return found


# The documents of a batch quote the same sums, and so the same cells.
@lru_cache(maxsize=32)
def _sources(sets: tuple[tuple[Place, ...], ...]) -> tuple[tuple[str, ...], str]:
    """Return the files that sets of cells lie in, and as JSON their ranges, file by file, and the sets."""
    files: dict[str, dict[str, int]] = {}
    numbers: dict[str, int] = {}
    pairs = []
    for one in sets:
        pair: list[int] = []
        for file, ranges in brief(one):
            own = files.setdefault(file, {})
            pair += (numbers.setdefault(file, len(numbers)), own.setdefault(ranges, len(own)))
        pairs.append(pair)
    cells = f'"celler":{_json([list(ranges) for ranges in files.values()])},"kallor":{_json(pairs)}'
    return tuple(files), cells


@lru_cache(maxsize=4096)
def brief(sources: tuple[Place, ...]) -> tuple[tuple[str, str], ...]:
    """Return cells as pairs of a file and `sheet!ranges` in it, in the order in which the sheets are first named."""
    sheets: dict[tuple[str, str], list[str]] = {}
    for file, sheet, cell in sources:
        sheets.setdefault((file, sheet), []).append(cell)
    return tuple((file, f"{sheet}!{ranges_of(cells)}") for (file, sheet), cells in sheets.items())


# --- reading ------------------------------------------------------------------------------------------------------


def _provenance(plain: Mapping[str, Any]) -> Provenance:
    files = [(_word(name), _word(digest)) for name, digest in plain["filer"]]
    names, cells = [name for name, _ in files], plain["celler"]
    sets = [tuple(_cells(names, cells, pairs)) for pairs in plain["kallor"]]
    figures = tuple(_figure(one, plain["formler"], sets) for one in plain["tal"])
    return Provenance(
        _origin(plain, {name: digest for name, digest in files if digest}),
        figures=figures,
        texts=_texts(plain),
        tables=tuple(_table_record(key, header, rows, figures) for key, header, rows in plain["tabeller"]),
        conditions=tuple(
            ConditionRecord(_word(key), _word(test), bool(outcome), _word(where))
            for key, test, outcome, where in plain["villkor"]
        ),
        charts=tuple(_chart(*one) for one in plain["diagram"]),
        memory=_memory(plain["minne"]) if "minne" in plain else Memory(),
    )


def _memory(plain: Mapping[str, Any]) -> Memory:
    return Memory(
        tuple(_figure((*one, 0, -1), ("",), ()) for one in plain["tal"]),
        frozenset((_word(key), _word(digits)) for key, digits in plain["tecken"]),
        {_word(key): _word(digits) for key, digits in plain["texter"].items()},
        frozenset(map(_word, plain["borta"])),
    )


def _copy(plain: Mapping[str, Any]) -> Provenance:
    return Provenance(
        _origin(plain, {}),
        figures=tuple(
            FigureRecord(_word(key), _id(key), None, Unit.DECIMAL, 0, _word(shown)) for key, shown in plain["tal"]
        ),
        texts=_texts(plain),
        tables=tuple(
            TableRecord(_word(key), tuple(map(_word, header)), tuple(RowRecord(_word(name), ()) for name in rows))
            for key, header, rows in plain["tabeller"]
        ),
        complete=False,
    )


def _origin(plain: Mapping[str, Any], files: Mapping[str, str]) -> Origin:
    return Origin(
        document=_word(plain["dokument"]),
        period=_word(plain["period"]),
        case=_word(plain["arende"]),
        template=_word(plain["mall"]),
        program=_word(plain["xltools"]),
        time=_word(plain["tid"]),
        files=files,
    )


def _cells(names: Sequence[str], cells: Sequence[Sequence[str]], pairs: Sequence[int]) -> list[Cells]:
    found = []
    for file, ranges in zip(pairs[::2], pairs[1::2], strict=True):
        sheet, _, of_sheet = cells[file][ranges].rpartition("!")
        found.append(Cells(names[file], sheet, of_sheet))
    return found


def _texts(plain: Mapping[str, Any]) -> tuple[TextRecord, ...]:
    return tuple(TextRecord(_word(key), _word(digits), bool(draft)) for key, digits, draft in plain["texter"])


def _figure(plain: Sequence[Any], formulas: Sequence[str], sets: Sequence[tuple[Cells, ...]]) -> FigureRecord:
    key, value, unit, decimals, shown, label, formula, sources = plain
    return FigureRecord(
        key=_word(key),
        id=_id(key),
        value=_value(value, unit),
        unit=_UNITS[unit],
        decimals=int(decimals),
        shown=_word(shown),
        label=_word(label),
        formula=_word(formulas[formula]),
        sources=sets[sources] if sources >= 0 else (),
    )


def _id(key: str) -> str:
    return key.partition("|")[0].partition("~")[0]


def _value(value: str | None, unit: str) -> int | Decimal | None:
    if value is None:
        return None
    return int(value) if _UNITS[unit] is Unit.ORE and value.lstrip("-").isdigit() else Decimal(value)


def _table_record(
    key: str, header: Sequence[str], rows: Sequence[Sequence[Any]], figures: Sequence[FigureRecord]
) -> TableRecord:
    records = []
    for name, cells in rows:
        texts, keys = [], []
        for cell in cells:
            number = cell if isinstance(cell, int) else cell[1] if isinstance(cell, list) else None
            keys.append("" if number is None else figures[number].key)
            words = cell[0] if isinstance(cell, list) else cell
            texts.append(figures[cell].shown if isinstance(cell, int) else _word(words))
        records.append(RowRecord(_word(name), tuple(texts), tuple(keys)))
    return TableRecord(_word(key), tuple(map(_word, header)), tuple(records))


def _chart(
    key: str, title: str, unit: str, categories: Sequence[str], series: Sequence[Sequence[Any]], description: str
) -> ChartRecord:
    return ChartRecord(
        _word(key),
        _word(title),
        _word(unit),
        tuple(map(_word, categories)),
        tuple(
            SeriesRecord(_word(name), tuple(None if value is None else Decimal(value) for value in values))
            for name, values in series
        ),
        _word(description),
    )


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise DamagedError(f"{value!r} is no text")
    return value
