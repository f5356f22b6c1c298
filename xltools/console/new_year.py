"""The opening of a new year: what is carried over, what is left out, what is left to do, and what was written."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from xltools.console.as_json import Json
from xltools.console.tables import Head, draw, file_list, heading, item, line
from xltools.model.opening import What
from xltools.tasks.new_year import NewYearPlan

_REWRITTEN = (
    "Grunddata skrivs på nytt. Egna färger, kommentarer och formler följer inte med, men finns kvar i den gamla filen."
)


def show_plan(console: Console, plan: NewYearPlan) -> None:
    """Show everything that the opening would do."""
    if plan.already:
        return
    heads = (Head("Blad"), Head("", wraps=True))
    for what, title in ((What.CARRIED, "Följer med"), (What.LEFT_OUT, "Följer inte med"), (What.TO_DO, "Att göra")):
        rows = [(change.sheet, change.text) for change in plan.changes if change.what is what]
        if rows:
            draw(console, heads, rows, f"{title} till {plan.year}" if what is not What.TO_DO else title)
    line(console, "Allt annat på bladen följer med som det är.")
    line(console, f"{_REWRITTEN} Den sparas som {_copy(plan)}.")
    if plan.own:
        console.print()
        heading(console, "Det här känner xltools inte till, och det blir kvar i den gamla filen:")
        for one in plan.own:
            item(console, one)
    console.print()


def show(console: Console, plan: NewYearPlan, written: Sequence[str]) -> None:
    """Say what came of it, and how to go on where nothing was written."""
    if plan.already:
        again = f"Ska det göras om: lägg tillbaka {_copy(plan)} som grunddata.xlsx och kör igen."
        line(console, f"{plan.year} är redan öppnat, och inget är ändrat. {again}")
    elif written:
        line(console, f"{plan.year} är öppnat. Gör det som står under Att göra i grunddata.xlsx.")
        console.print()
        file_list(console, "Skrivet:", written)
    else:
        line(console, "Ingenting är skrivet. Kör samma kommando med --yes för att öppna året.")


def as_json(plan: NewYearPlan, written: Sequence[str]) -> Json:
    """Return the plan and what came of it."""
    return {
        "år": plan.year,
        "redan_öppnat": plan.already,
        "skrivet": list(written),
        "kopia": _copy(plan),
        "ändringar": [{"blad": change.sheet, "vad": change.what.value, "text": change.text} for change in plan.changes],
        "eget": list(plan.own),
    }


def _copy(plan: NewYearPlan) -> str:
    return f"{plan.copy.parent.name}/{plan.copy.name}"
