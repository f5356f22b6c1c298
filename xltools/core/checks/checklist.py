"""Every check of an entry workbook, in the order it is shown, and how each went."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from xltools.core.book.form import Sheet, Spot
from xltools.core.checks import adjustments, goals, measures, money, texts
from xltools.core.checks.book import Book, Check
from xltools.model.codes import Code
from xltools.model.finding import CheckResult, Outcome
from xltools.sheets import atgarder, drift, info, investeringar, justeringar, mal, personal, volymer


class Stage(IntEnum):
    """How far a workbook can be followed: nothing of a later stage can be said before the earlier ones are right."""

    FILE = 1
    IDENTITY = 2
    CONTENT = 3


@dataclass(frozen=True, slots=True)
class CodeCheck:
    """A check of the file, its form or its cells: it has failed when one of its codes is among the findings.

    `of_form` is True when it cannot pass on a sheet that is missing or otherwise built than it should be.
    """

    title: str
    stage: Stage
    codes: frozenset[Code]
    of_form: bool = False


def _codes(title: str, stage: Stage, *codes: Code, of_form: bool = False) -> CodeCheck:
    return CodeCheck(title, stage, frozenset(codes), of_form)


BASIC_CHECKS = (
    _codes(
        "Filen går att läsa",
        Stage.FILE,
        Code.NOT_A_WORKBOOK,
        Code.OLD_FORMAT,
        Code.ENCRYPTED,
        Code.DAMAGED,
        Code.TOO_LARGE,
        Code.UNREADABLE,
    ),
    _codes("Boken är stängd i Excel", Stage.FILE, Code.OPEN_ELSEWHERE),
    _codes("Boken är gjord med rätt mall", Stage.IDENTITY, Code.NOT_OUR_TEMPLATE, Code.OLD_TEMPLATE),
    _codes("Enheten finns i grunddata", Stage.IDENTITY, Code.WRONG_UNIT),
    _codes("Boken ligger i rätt period", Stage.IDENTITY, Code.WRONG_PERIOD),
    _codes("Enheten är inlämnad en gång", Stage.IDENTITY, Code.DELIVERED_TWICE),
    _codes(
        "Blad, kolumner och rader står på plats",
        Stage.CONTENT,
        Code.SHEET_MISSING,
        Code.SHEET_RENAMED,
        Code.SHEET_EXTRA,
        Code.COLUMN_MISSING,
        Code.COLUMN_RENAMED,
        Code.COLUMN_MOVED,
        Code.ROW_MISSING,
        Code.ROW_RENAMED,
        Code.ROW_MOVED,
        Code.STRUCTURE_CHANGED,
    ),
    _codes("Koderna finns i grunddata", Stage.CONTENT, Code.UNKNOWN_CODE),
    _codes("Boken stämmer med dagens grunddata", Stage.CONTENT, Code.OLDER_MASTER),
    _codes("Formlerna är orörda", Stage.CONTENT, Code.FORMULA_OVERWRITTEN, of_form=True),
    _codes("Låsta värden är som i grunddata", Stage.CONTENT, Code.LOCKED_CHANGED, of_form=True),
    _codes("Inga celler visar felvärden", Stage.CONTENT, Code.ERROR_VALUE),
    _codes(
        "Tal är skrivna som tal",
        Stage.CONTENT,
        Code.TEXT_AS_NUMBER,
        Code.NOT_A_NUMBER,
        Code.AMBIGUOUS_NUMBER,
        Code.TOO_BIG,
        of_form=True,
    ),
    _codes("Antal är hela tal", Stage.CONTENT, Code.NOT_WHOLE, of_form=True),
    _codes("Datum är datum", Stage.CONTENT, Code.NOT_A_DATE, of_form=True),
    _codes("Val finns i listan", Stage.CONTENT, Code.NOT_IN_LIST, of_form=True),
    _codes("Obligatoriska celler är ifyllda", Stage.CONTENT, Code.MISSING, Code.NOT_FILLED_IN, of_form=True),
    _codes("Texterna ryms i rapporten", Stage.CONTENT, Code.TOO_LONG, of_form=True),
)

FIGURE_CHECKS = (
    Check("Ingen text innehåller personnummer", (), texts.personal_numbers),
    Check("Intäkter och kostnader har rätt tecken", (drift.NAME,), money.wrong_sign),
    Check("Belopp är skrivna i rätt enhet", (drift.NAME, investeringar.NAME), money.wrong_unit),
    Check("Utfallet är inte lägre än förra perioden", (drift.NAME,), money.outcome_fell),
    Check("Stora avvikelser är kommenterade", (drift.NAME,), money.unexplained),
    Check("Prognosen är inte lägre än utfallet", (drift.NAME,), money.forecast_below_outcome),
    Check(
        "Justeringar har kostnadsslag, månad, belopp, anledning och namn",
        (justeringar.NAME,),
        adjustments.adjustments_whole,
    ),
    Check("Justeringar har rimliga belopp", (justeringar.NAME,), adjustments.adjustments_likely),
    Check("Justeringar finns inte också i grunddata", (justeringar.NAME,), adjustments.adjustments_once),
    Check("Antal är inte negativa", (volymer.NAME, personal.NAME), measures.negative),
    Check("Andelar är 0–100 procent", (volymer.NAME, personal.NAME, mal.GOALS), measures.share_outside),
    Check("Andelar är skrivna i procent", (volymer.NAME, personal.NAME, mal.GOALS), measures.share_as_fraction),
    Check("Enkätsvar ligger på skalan", (volymer.NAME, personal.NAME), measures.answer_outside),
    Check("Kvinnor och män blir totalen", (personal.NAME,), measures.sexes_add_up),
    Check("Delen är inte större än det hela", (volymer.NAME, personal.NAME), measures.part_above_whole),
    Check("Alla mål är bedömda", (mal.GOALS,), goals.not_assessed),
    Check("Mål som inte nås har orsak och åtgärd", (mal.GOALS,), goals.not_explained),
    Check("Kvinnors och mäns utfall stämmer med det samlade", (mal.GOALS,), goals.sexes_around),
    Check("Uppdragens status och datum stämmer överens", (mal.ASSIGNMENTS,), goals.status_and_date),
    Check("Åtgärder har beskrivning och effekt", (atgarder.NAME,), goals.actions_whole),
    Check("Datum ligger inom sin tid", (info.NAME, mal.ASSIGNMENTS, atgarder.NAME), goals.dates_in_time),
)

TITLES = tuple(check.title for check in (*BASIC_CHECKS, *FIGURE_CHECKS))
"""What is checked, in order."""

# A figure with the wrong sign or a thousand times too large also deviates; that tells nobody anything new.
_EXPLAINED_BY = {
    Code.COMMENT_MISSING: frozenset({Code.REVENUE_SIGN, Code.COST_SIGN, Code.THOUSANDFOLD}),
    Code.FORECAST_BELOW_OUTCOME: frozenset({Code.COST_SIGN, Code.THOUSANDFOLD}),
    Code.THOUSANDFOLD: frozenset({Code.REVENUE_SIGN, Code.COST_SIGN}),
    Code.ADJUSTMENT_TWICE: frozenset({Code.ADJUSTMENT_SIGN, Code.ADJUSTMENT_LARGE}),
}

_PASSED = {title: CheckResult(title, Outcome.PASSED) for title in TITLES}


def basic_results(stage: Stage, codes: Collection[Code], gaps: str) -> list[CheckResult]:
    """Return how the checks of file, form and cells went.

    `stage` is the last one reached, `codes` what was found, `gaps` why form could not be looked at whole, or "".
    """
    results = []
    for check in BASIC_CHECKS:
        if not check.codes.isdisjoint(codes):
            results.append(CheckResult(check.title, Outcome.FAILED))
        elif check.stage > stage:
            results.append(CheckResult(check.title, Outcome.NOT_RUN, _STOPPED[stage]))
        elif check.of_form and gaps:
            results.append(CheckResult(check.title, Outcome.NOT_RUN, gaps))
        else:
            results.append(_PASSED[check.title])
    return results


_STOPPED = {
    Stage.FILE: "filen går inte att läsa",
    Stage.IDENTITY: "boken går inte att känna igen",
}


def stopped_results(stage: Stage) -> list[CheckResult]:
    """Return the checks of figures when the workbook could not be followed beyond `stage`."""
    return [CheckResult(check.title, Outcome.NOT_RUN, _STOPPED[stage]) for check in FIGURE_CHECKS]


def blank_results(codes: Collection[Code]) -> list[CheckResult]:
    """Return how the checks went for a workbook in which nothing is filled in; `codes` is what was found."""
    reason = "boken är inte ifylld"
    figures = [CheckResult(check.title, Outcome.NOT_RUN, reason) for check in FIGURE_CHECKS]
    return basic_results(Stage.CONTENT, codes, reason) + figures


def run(book: Book, expected: Collection[str]) -> tuple[list[Spot], list[CheckResult]]:
    """Return what the checks of figures find, and how each went.

    `expected` are the sheets that this unit should have. A check that finds nothing has passed only when every sheet
    it looks at was there, whole and readable.
    """
    spots: list[Spot] = []
    results = []
    on_rows: dict[tuple[str, str], set[Code]] = {}
    doubts = {name: _doubt(book, name) for name in expected}
    for check in FIGURE_CHECKS:
        wanted = [name for name in check.sheets if name in expected]
        present = [name for name in wanted if name in book.sheets]
        if check.sheets and not present:
            reason = f"bladet {wanted[0]} saknas" if wanted else f"enheten har inte bladet {check.sheets[0]}"
            results.append(CheckResult(check.title, Outcome.NOT_RUN, reason))
            continue
        found = check.run(book)
        if isinstance(found, str):
            results.append(CheckResult(check.title, Outcome.NOT_RUN, found))
            continue
        new = [spot for spot in found if _EXPLAINED_BY.get(spot.code, set()).isdisjoint(on_rows.get(_row(spot), ()))]
        for spot in new:
            on_rows.setdefault(_row(spot), set()).add(spot.code)
        spots += new
        reason = "samma rader har fel som måste rättas först"
        if not found:
            reason = next((doubts[name] for name in wanted if doubts[name]), "")
        if new:
            results.append(CheckResult(check.title, Outcome.FAILED))
        else:
            results.append(CheckResult(check.title, Outcome.NOT_RUN, reason) if reason else _PASSED[check.title])
    return spots, results


def gaps(expected: Iterable[str], sheets: Mapping[str, Sheet]) -> str:
    """Return why the form of a workbook could not be looked at whole; "" when it could."""
    for name in expected:
        sheet = sheets.get(name)
        if sheet is None:
            return f"bladet {name} saknas"
        if sheet.older:
            return f"bladet {name} är gjort före en ändring i grunddata"
        if not sheet.whole:
            return f"rader eller kolumner saknas på bladet {name}"
    return ""


def _row(spot: Spot) -> tuple[str, str]:
    return spot.sheet, spot.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _doubt(book: Book, name: str) -> str:
    """Return why finding nothing on a sheet does not mean that nothing is wrong; "" when it does."""
    filled = book.sheets.get(name)
    if filled is None:
        return f"bladet {name} saknas"
    if not filled.sheet.whole:
        return f"rader eller kolumner saknas på bladet {name}"
    return f"celler på bladet {name} går inte att läsa" if filled.unread else ""
