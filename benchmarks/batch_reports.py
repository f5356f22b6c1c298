"""Documents per second of 200 tertialrapporter with figures of their own, against docxtpl on the same template.

Run `python benchmarks/batch_reports.py [NUMBER]`. The template is the built-in one with docxtpl's `tr` and `p` written
into its tags, which both engines take; the figures are the example's, varied from report to report, and both
engines are given them ready. Then the whole batch, with composing, fingerprints and files, is made in a folder twice,
and its peak memory measured for a tenth of the reports and for all of them, each in a process of its own.
"""
# ruff: noqa: SLF001  # python-docx has no other way to rows than the elements behind its underscores

from __future__ import annotations

import io
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

import docx
import jinja2
from docx.oxml.table import CT_Row
from docx.table import _Row
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate

from xltools.documents import tertialrapport
from xltools.documents.common import Context
from xltools.model.chart import Chart
from xltools.model.figure import Figure
from xltools.model.finding import Finding
from xltools.model.master import MasterData
from xltools.model.period import Period
from xltools.model.provenance import Origin
from xltools.model.text import Text
from xltools.model.totals import Summary
from xltools.resources import builtin
from xltools.tasks import press
from xltools.tasks.aggregate import load_summary
from xltools.tasks.batch import BatchReport, Outcome, make_documents
from xltools.tasks.master import load_master
from xltools.tasks.press import Order, Press, TemplateFile
from xltools.word import filters
from xltools.word.template import compile_template
from xltools.workspace import Workspace

NUMBER = 200
DOCUMENT = "tertialrapport"
_TAG = re.compile(r"\{%\s*([^%]*?)\s*%\}")


@dataclass(frozen=True, slots=True)
class VariedComposer:
    """Composes the example's report with every sum of money changed by up to a fifth, by the number of the order."""

    master: MasterData
    summary: Summary

    def values(self, order: Order) -> Context:
        """Return the values of one report."""
        chance = random.Random(order.name)  # noqa: S311  # figures for a benchmark
        drift = {
            key: replace(
                found, forecast=None if found.forecast is None else int(found.forecast * chance.uniform(0.8, 1.2))
            )
            for key, found in self.summary.drift.items()
        }
        return tertialrapport.context(self.master, replace(self.summary, drift=drift))

    def schema(self, order: Order) -> Context:
        """Return the same."""
        return self.values(order)

    def origin(self, order: Order) -> Origin:
        """Return the name of the document alone."""
        return Origin(order.document)

    def faults(self, _order: Order, _values: Context) -> tuple[Finding, ...]:
        """Return nothing."""
        return ()


def example() -> VariedComposer:
    """Return the composer of the example municipality."""
    workspace = Workspace(builtin("workbooks"))
    master = load_master(workspace)
    return VariedComposer(master, load_summary(workspace, master, Period(2022, 8)))


def orders(folder: Path, number: int) -> list[Order]:
    """Return so many reports to make."""
    return [Order(DOCUMENT, folder / f"{i}.docx", f"rapport {i}") for i in range(number)]


def prefixed(template: bytes) -> bytes:
    """Return the template with `{%p … %}` and `{%tr … %}` in place of tags that stand alone or around a row."""
    document = docx.Document(io.BytesIO(template))
    for paragraph in document.paragraphs:
        if _TAG.fullmatch(paragraph.text.strip()):
            _say(paragraph, _TAG.sub(r"{%p \1 %}", paragraph.text.strip()))
    for table in document.tables:
        for row in list(table.rows):
            _free(row)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _free(row: _Row) -> None:
    """Move the tags around a row into rows of their own."""
    first, last = row.cells[0].paragraphs[0], row.cells[-1].paragraphs[0]
    opening = re.match(r"(?:\{%[^%]*%\})*", first.text)
    before = opening[0] if opening else ""
    kept = last.text[: _end_of_own(last.text)]
    after = last.text[len(kept) :]
    _say(first, first.text[len(before) :])
    if after:
        _say(last, kept if len(row.cells) > 1 else kept[len(before) :])
    for tag in _TAG.findall(before):
        row._tr.addprevious(_tag_row(row, tag))
    for tag in reversed(_TAG.findall(after)):
        row._tr.addnext(_tag_row(row, tag))


def _end_of_own(text: str) -> int:
    """Return where the tags begin that close something opened in another cell."""
    depth = 0
    for found in _TAG.finditer(text):
        word = found[1].split()[0]
        depth += (word in ("if", "for")) - (word in ("endif", "endfor"))
        if depth < 0:
            return found.start()
    return len(text)


def _tag_row(row: _Row, tag: str) -> CT_Row:
    made = deepcopy(row._tr)
    for number, cell in enumerate(_Row(made, row.table).cells):
        _say(cell.paragraphs[0], f"{{%tr {tag} %}}" if not number else "")
    return made


def _say(paragraph: Paragraph, text: str) -> None:
    for run in paragraph.runs[1:]:
        paragraph._p.remove(run._r)
    if paragraph.runs:
        paragraph.runs[0].text = text


def plain(value: object) -> object:
    """Return values as docxtpl takes them: money as int öre, text as text."""
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, Figure):
        return value.value
    if isinstance(value, Text):
        return str(value)
    return "" if isinstance(value, Chart) else value


def compare(template: bytes, values: list[Context]) -> tuple[float, float]:
    """Return documents per second of CPU time, our own and docxtpl's; they take turns, so that both meet the same load.

    Compiling our template once is in our time, as reading it for every document is in docxtpl's.
    """
    environment = jinja2.Environment(undefined=jinja2.ChainableUndefined, autoescape=True)
    environment.filters.update(filters.FORMATS)
    started = time.process_time()
    compiled = compile_template(template, values[0])
    own, theirs = time.process_time() - started, 0.0
    for one in values:
        ready = plain(one)
        assert isinstance(ready, dict)  # as a context is
        started = time.process_time()
        compiled.render(one)
        between = time.process_time()
        document = DocxTemplate(io.BytesIO(template))
        document.render(ready, environment, autoescape=True)
        document.save(io.BytesIO())
        own += between - started
        theirs += time.process_time() - between
    return len(values) / own, len(values) / theirs


def make(root: Path, number: int) -> BatchReport:
    """Make so many reports in a folder."""
    template = TemplateFile(builtin(f"templates/{DOCUMENT}.docx").read_bytes(), DOCUMENT)
    wanted = orders(root / "resultat", number)
    return make_documents(Workspace(root), wanted, Press(example(), {DOCUMENT: template}))


def peak(number: int) -> int:
    """Return the most memory, in MB, that a process and its largest worker have held."""
    command = [sys.executable, __file__, "--peak", str(number)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _measured(number: int) -> int:
    press.HANDFUL = 0  # by several processes whatever the number, so that the two can be compared
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), number)
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(who).ru_maxrss for who in whose) // 1024


def main(number: int) -> Iterator[str]:
    """Yield what was measured, line by line."""
    composer = example()
    own, theirs = compare(
        prefixed(builtin(f"templates/{DOCUMENT}.docx").read_bytes()),
        [composer.values(order) for order in orders(Path(), number)],
    )
    yield f"xltools {own:.1f} dokument/s, docxtpl {theirs:.1f}/s: {own / theirs:.1f} gånger ({number} var)"
    with tempfile.TemporaryDirectory() as folder:
        for which in ("första", "andra"):
            started = time.perf_counter()
            made = make(Path(folder), number)
            seconds = time.perf_counter() - started
            yield (
                f"{which} körningen med filer: {seconds:.1f} s, {len(made.of(Outcome.MADE))} skrivna, "
                f"{len(made.of(Outcome.UNCHANGED))} oförändrade, {len(made.of(Outcome.FAILED))} misslyckade"
            )
    few = max(number // 10, 1)
    yield f"minne som mest: {peak(few)} MB för {few} dokument, {peak(number)} MB för {number}"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peak"]:
        print(_measured(int(sys.argv[2])))
    else:
        for line in main(int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER):
            print(line, flush=True)
