"""Where the figures of a document come from: all of them in brief, one of them in full, and the same for programs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from rich.console import Console
from rich.text import Text

from xltools.console.as_json import Json
from xltools.console.tables import Head, counted, draw, line
from xltools.model import number
from xltools.model.figure import Unit
from xltools.model.provenance import FigureRecord
from xltools.model.trace import FileState, Trace, TracedCells, TracedFigure

_LOOKS = {
    FileState.SAME: ("+", "green"),
    FileState.UNKNOWN: ("?", "dim"),
    FileState.CHANGED: ("!", "yellow"),
    FileState.MISSING: ("×", "red"),
}
_IN_FULL = 3
"""Up to this many figures are told in full."""


def show(console: Console, traced: Trace, appendix: str = "", kept: str = "") -> None:
    """Draw one row a figure; where few were asked for, each in full with its cells."""
    line(console, Text(f"Siffrorna i {traced.document}", style="bold"))
    for note in traced.notes:
        line(console, note)
    if len(traced.figures) <= _IN_FULL:
        for figure in traced.figures:
            _in_full(console, figure)
    else:
        _in_brief(console, traced)
    for file in traced.files:
        if file.state in (FileState.CHANGED, FileState.MISSING):
            line(console, f"{file.path}: {file.state.value}.")
    if appendix:
        line(console, f"Sifferbilaga: {appendix}")
    if kept:
        line(console, f"Den gamla finns kvar som {kept}")


def _in_brief(console: Console, traced: Trace) -> None:
    heads = (Head("Siffra", wraps=True, least=20), Head("Visas", number=True), Head("Celler", number=True),
             Head("Underlag"))  # fmt: skip
    draw(
        console,
        heads,
        (
            (
                figure.record.key,
                _now(figure),
                str(sum(source.count for source in figure.sources)),
                _state(figure.state),
            )
            for figure in traced.figures
        ),
    )
    edited = sum(figure.edited for figure in traced.figures)
    said = f"{counted(len(traced.figures), 'siffra', 'siffror')} ur {counted(len(traced.files), 'fil', 'filer')}."
    line(console, said + (f" {edited} ändrade för hand (markerade med *)." if edited else ""))
    line(console, "Visa en siffra med alla sina celler: skriv dess namn, eller värdet som det står, efter dokumentet.")


def _in_full(console: Console, figure: TracedFigure) -> None:
    record = figure.record
    line(console, "")
    line(console, Text(record.label or record.id, style="bold"))
    told = {
        "Namn": record.key,
        "Visas som": record.shown,
        "Står nu": "; ".join(dict.fromkeys(figure.shown)) if figure.edited else "",
        "Exakt": _exact(record),
        "Räknad": record.formula,
        "Var": "; ".join(dict.fromkeys(figure.places)),
    }
    for title, text in told.items():
        if text:
            line(console, f"  {title + ':':<11}{text}")
    if not figure.sources:
        line(console, "  Inga celler är kända för siffran.")
        return
    names = _short(source.cells.file for source in figure.sources)
    heads = (
        Head("Fil", wraps=True, least=20),
        Head("Blad", wraps=True),
        Head("Celler", wraps=True),
        Head("Summa nu", number=True),
        Head("Filen", least=12),
    )
    draw(console, heads, (_source(source, names[source.cells.file]) for source in figure.sources))
    sums = _sums(figure.sources)
    if len(figure.sources) > len(sums):
        line(console, f"  Summa nu: {'; '.join(sums)}.")


def _sums(sources: Sequence[TracedCells]) -> list[str]:
    """Return what the cells of each sheet and column come to in all files together."""
    totals: dict[str, list[Decimal]] = {}
    for source in sources:
        if source.total is not None:
            columns = dict.fromkeys(re.findall(r"[A-Z]+", source.cells.cells))
            totals.setdefault(f"{source.cells.sheet} {', '.join(columns)}", []).append(source.total)
    return [
        f"{name} i {counted(len(each), 'fil', 'filer')} {_number(sum(each, Decimal()))}"
        for name, each in totals.items()
    ]


def _short(paths: Iterable[str]) -> dict[str, str]:
    """Return path → the name of its file, or the path itself where two files have one name."""
    names = dict.fromkeys(paths)
    count = Counter(path.rpartition("/")[2] for path in names)
    return {path: path if count[path.rpartition("/")[2]] > 1 else path.rpartition("/")[2] for path in names}


def _source(source: TracedCells, name: str) -> tuple[str | Text, ...]:
    cells = source.cells
    return name, cells.sheet, cells.cells or "hela filen", _total(source), _state(source.state)


def _total(source: TracedCells) -> str:
    if source.total is None:
        return source.words
    return _number(source.total)


def _number(value: Decimal) -> str:
    exponent = value.normalize().as_tuple().exponent
    return number.decimal(value, max(0, -exponent) if isinstance(exponent, int) else 0)


def _state(state: FileState | None) -> str | Text:
    if state is None:
        return ""
    symbol, style = _LOOKS[state]
    return Text(f"{symbol} {state.value}", style=style)


def _now(figure: TracedFigure) -> str:
    return f"{'; '.join(dict.fromkeys(figure.shown))}*" if figure.edited else figure.record.shown


def _exact(record: FigureRecord) -> str:
    if record.value is None:
        return "inte känt"
    if record.unit is Unit.ORE:
        return f"{number.decimal(Decimal(record.value) / number.ORE_PER_KR, 2)} kr"
    unit = record.unit.value if record.unit is Unit.PERCENT else ""
    return f"{str(round(record.value, 6)).replace('.', ',')} {unit}".rstrip()


def as_json(traced: Trace, appendix: str = "", kept: str = "") -> Json:
    """Return every figure with its value, its formula, and every single cell behind it."""
    return {
        "dokument": traced.document,
        "slag": traced.origin.document,
        "period": traced.origin.period,
        "ärende": traced.origin.case,
        "program": traced.origin.program,
        "tid": traced.origin.time,
        "fullständigt": traced.complete,
        "upplysningar": list(traced.notes),
        "siffror": [_figure(figure) for figure in traced.figures],
        "filer": [
            {"fil": file.path, "läge": file.state.value, "sha256_då": file.then, "sha256_nu": file.now}
            for file in traced.files
        ],
        "sifferbilaga": appendix or None,
        "kopia": kept or None,
    }


def _figure(figure: TracedFigure) -> Json:
    record = figure.record
    return {
        "nyckel": record.key,
        "namn": record.label,
        "värde": None if record.value is None else str(record.value),
        "enhet": record.unit.value,
        "visas": record.shown,
        "står_nu": list(figure.shown),
        "ändrad_för_hand": figure.edited,
        "var": list(figure.places),
        "formel": record.formula,
        "underlag": figure.state.value if figure.state else None,
        "källor": [
            {
                "fil": source.cells.file,
                "blad": source.cells.sheet,
                "celler": [place.cell for place in source.cells.places],
                "summa_nu": None if source.total is None else str(source.total),
                "läge": source.state.value,
            }
            for source in figure.sources
        ],
    }
