"""How long a refresh takes beside the making of the same document, and many documents refreshed by several processes.

Run `python -m benchmarks.refresh_speed [ROUNDS] [DOCUMENTS]`. The documents are the reports of the example municipality
from the built-in templates, with a paragraph of somebody's own in each, held against an underlag where every amount has
changed. Two ratios are told: against the document's rendering alone, and against its values composed and rendered.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from xltools.documents.catalogue import REPORTS
from xltools.model.figure import Figure, Unit
from xltools.model.number import ORE_PER_TKR
from xltools.tasks.aggregate import load_summary
from xltools.tasks.demo import demo
from xltools.tasks.linked import laid_open
from xltools.tasks.master import load_master
from xltools.tasks.merging import merge
from xltools.tasks.press import Order, template_file
from xltools.tasks.refresh import refresh
from xltools.tasks.report import ReportComposer
from xltools.word.linked.edit import edited
from xltools.word.package import Package
from xltools.word.template import compile_template

if TYPE_CHECKING:
    from xltools.model.period import Period
    from xltools.workspace import Workspace

MOST = 8
_OWN = b"<w:p><w:r><w:t>Egna ord.</w:t></w:r></w:p><w:sectPr"


def ratios(workspace: Workspace, period: Period, rounds: int) -> dict[str, tuple[float, float]]:
    """Return report → CPU time of a refresh divided by that of rendering, and of composing and rendering; medians."""
    master = load_master(workspace)
    composer = ReportComposer(master, load_summary(workspace, master, period))
    found = {}
    for document in (one for one in REPORTS if (workspace.results(period) / f"{one}_{period}.docx").exists()):
        path = workspace.results(period) / f"{document}_{period}.docx"
        order, file = Order(document, path, document), template_file(workspace, document)
        template = compile_template(file.data, composer.schema(order))
        origin = replace(composer.origin(order), time="2022-09-24T10:00:00+02:00")
        edited_one = with_own_words(template.render(composer.values(order), origin))
        times = []
        for _ in range(rounds):
            start = time.process_time()
            values = composer.values(order)
            composed = time.process_time()
            values = other(values)
            between = time.process_time()
            fresh = template.render(values, origin)
            made = time.process_time()
            here, now = laid_open(path, edited_one), laid_open(path, fresh)
            edited(here, now, merge(here, now)[1])
            rendering, whole = made - between, time.process_time() - between
            composing = composed - start
            times.append((whole / rendering, (composing + whole) / (composing + rendering)))
        found[document] = (median(one for one, _ in times), median(one for _, one in times))
    return found


def other(values: object) -> dict[str, object]:
    """Return the values with every amount a thousand kronor larger."""

    def moved(value: object) -> object:
        if isinstance(value, Figure) and value.unit is Unit.ORE and isinstance(value.value, int):
            return replace(value, value=value.value + ORE_PER_TKR)
        if isinstance(value, dict):
            return {key: moved(inner) for key, inner in value.items()}
        return [moved(one) for one in value] if isinstance(value, list) else value

    whole = moved(values)
    assert isinstance(whole, dict)
    return whole


def with_own_words(document: bytes) -> bytes:
    """Return the document with a paragraph of somebody's own at its end."""
    package = Package.open(document)
    before, mark, after = package.read(package.document).rpartition(b"<w:sectPr")
    return package.write({package.document: before + _OWN.removesuffix(b"<w:sectPr") + mark + after})


def many(workspace: Workspace, period: Period, count: int) -> float:
    """Return how many edited documents are refreshed a second, reading the underlag and writing included."""
    source = workspace.results(period) / f"tertialrapport_{period}.docx"
    folder = workspace.root / "många"
    folder.mkdir()
    paths = [folder / f"rapport {number}.docx" for number in range(count)]
    data = with_own_words(source.read_bytes())
    for path in paths:
        path.write_bytes(data)
    raised(workspace)
    started = time.perf_counter()
    done = refresh(workspace, paths)
    taken = time.perf_counter() - started
    assert all(one.written for one in done)
    return count / taken


def raised(workspace: Workspace) -> None:
    """Change the underlag: take the newest workbook of a unit away, so that its forecast is the mechanical one."""
    workspace.books(workspace.periods()[-1])[0].unlink()


def main(rounds: int, count: int) -> None:
    """Print both measures."""
    folder = Path(tempfile.mkdtemp())
    try:
        made = demo(folder / "demo")
        workspace = made.workspace
        period = workspace.periods()[-1]
        for document, (rendering, whole) in ratios(workspace, period, rounds).items():
            verdict = "inom" if rendering <= MOST else "ÖVER"
            print(
                f"{document}: en uppdatering tar {rendering:.1f} gånger så lång tid som att skriva dokumentet ur "
                f"färdiga värden ({verdict} gränsen {MOST}), {whole:.1f} gånger med värdena"
            )
        print(f"{count} dokument: {many(workspace, period, count):.0f} uppdaterade i sekunden")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(*(int(word) for word in (*sys.argv[1:], *("9", "200")[len(sys.argv) - 1 :])))
