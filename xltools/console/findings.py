"""Findings and checks as people read them: what is wrong, where, and what to do; and what was checked and passed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from xltools.console.tables import WIDE, Head, counted, draw, heading, line, plain
from xltools.model.codes import Severity
from xltools.model.finding import CheckResult, Finding, Outcome
from xltools.model.report import BookReport

# Symbol and word, so that colour is never the only carrier; the symbols exist in every Windows code page.
_SYMBOLS = {Severity.FEL: ("×", "red"), Severity.VARNING: ("!", "yellow"), Severity.UPPLYSNING: ("·", "cyan")}
_ORDER = list(Severity)

# Of more checks of one book than this that share a reason for not being run, only the number is told.
_NAMED = 3


def severity(value: Severity) -> Text:
    """Return the symbol and the word."""
    symbol, style = _SYMBOLS[value]
    return Text(f"{symbol} {value.value}", style=style)


def tally(findings: Iterable[Finding]) -> str:
    """Return `2 fel, 1 varning`, or `inga anmärkningar`."""
    found = Counter(finding.severity for finding in findings)
    words = {
        Severity.FEL: ("fel", "fel"),
        Severity.VARNING: ("varning", "varningar"),
        Severity.UPPLYSNING: ("upplysning", "upplysningar"),
    }
    return ", ".join(counted(found[s], *words[s]) for s in _ORDER if found[s]) or "inga anmärkningar"


def show_findings(console: Console, findings: Sequence[Finding]) -> None:
    """Draw the findings, one table a workbook, worst first."""
    for file, group in groupby(sorted(findings, key=lambda f: f.place.file), key=lambda f: f.place.file):
        of_file = sorted(group, key=lambda f: (_ORDER.index(f.severity), f.place.sheet, f.code.id))
        _table(console, f"{file or 'grunddata.xlsx'}: {tally(of_file)}", of_file)


def _table(console: Console, title: str, findings: Sequence[Finding]) -> None:
    spots = [(f, _spot(f)) for f in findings]
    if console.width >= WIDE:
        heads = (Head("Allvar"), Head("Kod"), Head("Plats"), Head("Vad", wraps=True), Head("Gör så här", wraps=True))
        draw(console, heads, ((severity(f.severity), f.code.id, at, f.message, f.remedy) for f, at in spots), title)
        return
    # On a narrow screen the advice stands below the fault instead of squeezing it.
    narrow = (Head("Allvar"), Head("Kod"), Head("Plats", wraps=True), Head("Vad / Gör så här", wraps=True))
    rows = ((severity(f.severity), f.code.id, at, Text(plain(f"{f.message}\n→ {f.remedy}"))) for f, at in spots)
    draw(console, narrow, rows, title)


def _spot(finding: Finding) -> str:
    place = finding.place
    whole = "hela boken" if place.file.endswith(".xlsx") or not place.file else "hela filen"
    return "!".join(part for part in (place.sheet, place.cell) if part) or whole


def show_books(console: Console, books: Sequence[BookReport]) -> None:
    """Draw the findings of every workbook, and name those that are clean."""
    show_findings(console, [finding for book in books for finding in book.findings])
    clean = [book.file.rsplit("/", 1)[-1] for book in books if not book.findings]
    if clean:
        heading(console, f"Utan anmärkning: {counted(len(clean), 'bok', 'böcker')}")
        line(console, ", ".join(clean))
        console.print()


def show_checks(console: Console, books: Sequence[BookReport]) -> None:
    """Write how many checks passed, failed and were not run, then each check by name."""
    checks = [check for book in books for check in book.checks]
    if not checks:
        return
    by_check: dict[str, list[CheckResult]] = {}
    for check in checks:
        by_check.setdefault(check.check, []).append(check)
    heads = (
        Head("Kontroll", wraps=True),
        Head("Godkänd", number=True),
        Head("Underkänd", number=True),
        Head("Ej körd", number=True),
    )
    rows = []
    for name, results in by_check.items():
        found = Counter(result.outcome for result in results)
        rows.append((name, *(str(found[outcome]) for outcome in Outcome)))
    draw(console, heads, rows, checks_in_short(checks))
    told: set[str] = set()
    for book in books:
        for why, number in Counter(check.reason for check in book.checks if check.reason).items():
            if number > _NAMED:
                told.add(why)
                line(console, f"{number} kontroller kunde inte köras på {book.file}: {why}.")
    for name, results in by_check.items():
        why = _reasons(result for result in results if result.reason not in told)
        if why:
            line(console, f"Ej körd: {name} ({why}).")
    console.print()


def checks_in_short(checks: Sequence[CheckResult]) -> str:
    """Return `31 kontroller: 28 godkända, 2 underkända, 1 ej körd (blad saknas)`, each by its worst outcome."""
    worst: dict[str, Outcome] = {}
    rank = (Outcome.PASSED, Outcome.NOT_RUN, Outcome.FAILED)
    for check in checks:
        worst[check.check] = max(worst.get(check.check, Outcome.PASSED), check.outcome, key=rank.index)
    found = Counter(worst.values())
    parts = [counted(found[Outcome.PASSED], "godkänd", "godkända")]
    if found[Outcome.FAILED]:
        parts.append(counted(found[Outcome.FAILED], "underkänd", "underkända"))
    if found[Outcome.NOT_RUN]:
        skipped = [check for check in checks if worst[check.check] is Outcome.NOT_RUN]
        parts.append(f"{counted(found[Outcome.NOT_RUN], 'ej körd', 'ej körda')} ({_reasons(skipped)})")
    return f"{counted(len(worst), 'kontroll', 'kontroller')}: {', '.join(parts)}"


def _reasons(results: Iterable[CheckResult]) -> str:
    return "; ".join(dict.fromkeys(r.reason for r in results if r.outcome is Outcome.NOT_RUN and r.reason))
