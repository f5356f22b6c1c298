"""The waterfall beside a table of Brygga: bars stacked on unseen ones, worked out by formulas in folded columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from xltools.excel import styles
from xltools.excel.summary.content import tkr
from xltools.excel.summary.page import Page, Value
from xltools.model import number
from xltools.model.chart import UNSEEN, Look, Role
from xltools.model.number import ORE_PER_TKR
from xltools.model.waterfall import BETTER, LEVEL, WORSE, Piece, piece, waterfall
from xltools.sheets.spec import Column, Formula, Kind

COLUMNS = (
    Column("grund", "Osynlig grund", Kind.MONEY, 10),
    Column("sedd", "Stapel", Kind.MONEY, 10),
    Column("over", "På andra sidan noll", Kind.MONEY, 10),
    Column("stapel_niva", LEVEL, Kind.MONEY, 10),
    Column("battre", BETTER, Kind.MONEY, 10),
    Column("samre", WORSE, Kind.MONEY, 10),
    Column("battre_under", f"{BETTER}, under noll", Kind.MONEY, 10),
    Column("samre_under", f"{WORSE}, under noll", Kind.MONEY, 10),
    Column("etikett", "Etikett", Kind.TEXT, 30),
)
"""What the bars stand on, and what stands beside them: the name with the figure, which no program may misplace."""

_DRAWN = (
    ("grund", Role.BASE),
    ("stapel_niva", Role.NOW),
    ("battre", Role.BETTER),
    ("samre", Role.WORSE),
    ("battre_under", Role.BETTER),
    ("samre_under", Role.WORSE),
)
_FONT = {"name": styles.FONT, "size": 9, "color": styles.INK}
_TITLE_FONT = {"name": styles.FONT, "size": 11, "bold": True, "color": styles.NAVY}
_WIDTH, _BAR, _AROUND, _LOWEST = 640, 26, 70, 240
_PIXELS_PER_ROW = 20
COVERED_COLUMNS = 10
"""How many ordinary columns the chart covers."""


def bars(
    page: Page, first: int, names: Sequence[str], levels: Sequence[int], steps: Sequence[int]
) -> list[dict[str, Value]]:
    """Return the formulas of every row's bar with their values, from the first level to the last.

    `names` are what the rows are called, `levels` öre after each of them, and `steps` öre of those between the first
    and the last; `first` is the row of the first on the page.
    """
    found = []
    for i, level in enumerate(levels):
        at, step = first + i, steps[i - 1] if 0 < i < len(levels) - 1 else None
        bar = piece(Decimal(0 if step is None else levels[i - 1]), Decimal(level))
        before = "0" if step is None else page.ref(at - 1, "niva")
        low, high = (f"{of}({before},{page.ref(at, 'niva')})" for of in ("MIN", "MAX"))
        cells: dict[str, Value] = {
            "grund": Formula(f"=IF({low}>=0,{low},IF({high}<=0,{high},0))", _tkr(bar.base)),
            "sedd": Formula(f"=IF({low}>=0,{high}-{low},IF({high}<=0,{low}-{high},{high}))", _tkr(bar.seen)),
            "over": Formula(f"=IF(AND({low}<0,{high}>0),{low},0)", _tkr(bar.across)),
            "etikett": _label(page, at, names[i], level if step is None else step, signed=step is not None),
        }
        found.append(cells | _coloured(page, at, bar, step))
    return found


def _label(page: Page, at: int, name: str, ore: int, *, signed: bool) -> Formula:
    """Return a name with its figure after it, with its thousands parted as Swedish readers are used to."""
    figure = page.ref(at, "steg" if signed else "niva")
    shown = number.half_up(Decimal(ore) / ORE_PER_TKR)
    plus = "+" if signed else ""
    sign = plus if shown > 0 else number.MINUS if shown < 0 else ""
    text = f'{page.ref(at, "namn")}&"  "&IF(ROUND({figure},0)>0,"{plus}",IF(ROUND({figure},0)<0,"{number.MINUS}",""))'
    amount = f'SUBSTITUTE(FIXED(ABS({figure}),0),",","{number.NBSP}")'
    return Formula(f"={text}&{amount}", f"{name}  {sign}{number.decimal(abs(shown))}")


def _coloured(page: Page, at: int, bar: Piece, step: int | None) -> dict[str, Value]:
    """Return the same bar in the column of its colour, and nothing in the others."""
    seen, across = page.ref(at, "sedd"), page.ref(at, "over")
    if step is None:
        return {"stapel_niva": Formula(f"={seen}", _tkr(bar.seen))}
    moved = page.ref(at, "steg")
    better = step > 0
    return {
        "battre": Formula(f"=IF({moved}>0,{seen},0)", _tkr(bar.seen) if better else 0),
        "samre": Formula(f"=IF({moved}>0,0,{seen})", 0 if better else _tkr(bar.seen)),
        "battre_under": Formula(f"=IF({moved}>0,{across},0)", _tkr(bar.across) if better else 0),
        "samre_under": Formula(f"=IF({moved}>0,0,{across})", 0 if better else _tkr(bar.across)),
    }


def height(bars_: int) -> int:
    """Return the height in pixels of a chart with so many bars."""
    return max(_AROUND + _BAR * bars_, _LOWEST)


def rows_covered(bars_: int) -> int:
    """Return how many ordinary rows a chart with so many bars covers."""
    return height(bars_) // _PIXELS_PER_ROW + 2


def add_chart(
    workbook: Any, page: Page, first: int, last: int, title: str, named: Sequence[tuple[str, int]], at: tuple[int, int]
) -> None:
    """Put the chart of the rows `first` to `last` at a row and column.

    `named` are what the rows are called and their öre: the first level, the steps, and the last level.
    """
    start, *steps, end = [(name, Decimal(ore) / ORE_PER_TKR) for name, ore in named]
    about = f"Vattenfallsdiagram: avvikelsen mot budget, {title[:1].lower()}{title[1:]}, plus är bättre"
    shape = waterfall(title, about, start, steps, end, "tkr", 0)
    looks = {series.role: look for series, look in zip(shape.series, shape.looks(), strict=True)}
    drawn = workbook.add_chart({"type": "bar", "subtype": "stacked"})
    for key, role in _DRAWN:
        if role in looks:
            drawn.add_series(_series(page, key, role, looks, first, last))
    names = {"reverse": True, "num_font": _FONT, "label_position": "low", "major_tick_mark": "none"}
    drawn.set_y_axis(names | {"line": {"color": styles.GREY}})
    drawn.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    # The figures after the names say with their sign what the colours say.
    drawn.set_legend({"none": True})
    drawn.set_title({"name": shape.heading, "name_font": _TITLE_FONT, "overlay": False})
    drawn.set_chartarea({"border": {"color": styles.RULE}})
    drawn.show_hidden_data()
    drawn.set_size({"width": _WIDTH, "height": height(last - first + 1)})
    page.sheet.insert_chart(*at, drawn, {"object_position": 2, "description": shape.description})


def _series(page: Page, key: str, role: Role, looks: Mapping[Role, Look], first: int, last: int) -> dict[str, Any]:
    """Return one series with the cells that it draws."""
    index = page.index
    where = page.sheet.get_name()
    series: dict[str, Any] = {
        "name": page.columns[index[key]].title,
        "categories": [where, first, index["etikett"], last, index["etikett"]],
        "values": [where, first, index[key], last, index[key]],
        "gap": 45,
        "overlap": 100,
    }
    if role in UNSEEN:
        return series | {"fill": {"none": True}, "border": {"none": True}}
    look = looks[role]
    # A piece of nothing at zero must not show as a line.
    edge = {"none": True} if key.endswith("_under") else {"color": f"#{look.line}", "width": 0.75}
    return series | {"fill": {"color": f"#{look.fill}"}, "border": edge}


def _tkr(ore: Decimal) -> float | int:
    return tkr(int(ore)) or 0
