"""How many times less CPU time a report costs with the own engine than with docxtpl: same template, same data.

Run `python benchmarks/render_vs_docxtpl.py [ROUNDS]`. Both engines take turns within one run, so that a busy machine
slows both. The own template is compiled once, before the clock starts; docxtpl reads its template for every
document, as its users do.
"""

from __future__ import annotations

import io
import random
import sys
import time
from typing import TYPE_CHECKING

import docx
import jinja2
from docx.shared import Cm, Pt
from docxtpl import DocxTemplate

from xltools.model import number
from xltools.model.figure import Figure, Unit
from xltools.word import filters
from xltools.word.template import compile_template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.document import Document
    from docx.table import Table

TABLES, ROWS = 10, 30
COLUMNS = {"budget": "Budget", "utfall": "Utfall", "prognos": "Prognos", "avvikelse": "Avvikelse"}


def compare(template: bytes, values: Mapping[str, object], docxtpl_values: Mapping[str, object], n: int) -> float:
    """Return docxtpl's CPU time divided by the own engine's for `n` documents each, made in turns.

    `docxtpl_values` are the same values as docxtpl takes them: money as int öre, so that its conditions compare.
    """
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True)
    environment.filters.update(filters.FORMATS)
    compiled = compile_template(template, values)
    own = theirs = 0.0
    for _ in range(n):
        started = time.process_time()
        compiled.render(values)
        between = time.process_time()
        document = DocxTemplate(io.BytesIO(template))
        document.render(dict(docxtpl_values), environment, autoescape=True)
        document.save(io.BytesIO())
        own += between - started
        theirs += time.process_time() - between
    return theirs / own


def build_template() -> bytes:
    """Return a template of about ten pages: ten sections with prose, a condition and a table of thirty rows."""
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(10)
    document.add_heading("{{ rubrik }}", 0)
    for section in range(TABLES):
        document.add_heading(f"Avsnitt {section + 1} {{{{ namnd }}}}", 1)
        prose = "Prognosen för helåret är {{ total.prognos | mnkr }} mnkr. Den bygger på kända volymer. " * 3
        document.add_paragraph(prose)
        document.add_paragraph("{%p if total.avvikelse < 0 %}")
        document.add_paragraph("Underskottet är {{ total.avvikelse | belopp | mnkr }} mnkr.")
        document.add_paragraph("{%p endif %}")
        _add_table(document, f"tabell{section}")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def build_values(seed: int = 1) -> tuple[dict[str, object], dict[str, object]]:
    """Return the same random figures twice: as Figures for the own engine, and as int öre for docxtpl."""
    own: dict[str, object] = {"rubrik": "Uppföljning & prognos", "namnd": "Socialnämnden"}
    theirs = dict(own)
    chance = random.Random(seed)  # noqa: S311  # figures for a benchmark
    total = dict.fromkeys(COLUMNS, -240_000_00)
    own["total"] = _figures("total", total)
    theirs["total"] = total
    for table in range(TABLES):
        rows: list[dict[str, object]] = []
        figures: list[dict[str, object]] = []
        for row in range(ROWS):
            name = {"namn": f"Enhet {row + 1} & övrigt", "summa": row % 6 == 5}
            money = {key: chance.randint(-90_000, 90_000) * number.ORE_PER_TKR for key in COLUMNS}
            rows.append(name | money)
            figures.append(name | _figures(f"tabell{table}.{row}", money))
        own[f"tabell{table}"] = figures
        theirs[f"tabell{table}"] = rows
    return own, theirs


def _figures(prefix: str, money: Mapping[str, int]) -> dict[str, object]:
    return {key: Figure(f"{prefix}.{key}", ore, Unit.ORE) for key, ore in money.items()}


def _add_table(document: Document, rows: str) -> None:
    table = document.add_table(rows=1, cols=1 + len(COLUMNS), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, ("Tkr", *COLUMNS.values()), strict=True):
        cell.text = heading
        cell.width = Cm(3)
    _add_row(table, [f"{{%tr for r in {rows} %}}"])
    shown = ["{{ r.namn }}", *(f"{{{{ r.{key} | tkr }}}}" for key in COLUMNS)]
    _add_row(table, ["{%tr if r.summa %}"])
    _add_row(table, shown, bold=True)
    _add_row(table, ["{%tr else %}"])
    _add_row(table, shown)
    _add_row(table, ["{%tr endif %}"])
    _add_row(table, ["{%tr endfor %}"])


def _add_row(table: Table, texts: list[str], *, bold: bool = False) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it untyped
    for cell, text in zip(row.cells, texts, strict=False):
        cell.paragraphs[0].add_run(text).bold = bold or None


if __name__ == "__main__":
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    ratio = compare(build_template(), *build_values(), rounds)
    print(f"docxtpl tar {ratio:.1f} gånger så mycket processortid som xltools ({rounds} dokument var)")
