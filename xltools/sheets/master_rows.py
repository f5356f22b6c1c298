"""Grunddata as rows of cells: what stands on each sheet of grunddata.xlsx for a given MasterData."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from xltools.model.fact import MEASURE_SCALE
from xltools.model.line import MonthlyAmounts
from xltools.model.master import MasterData
from xltools.sheets import grunddata as spec
from xltools.sheets.spec import Form, Table, shown

Value = str | int | float | date | None
"""What a cell holds; None is an empty cell."""

SEVERAL = ", "
"""Between the codes of one cell."""


def rows(master: MasterData, table: Table) -> list[list[Value]]:
    """Return the rows of a table in column order, money in the unit of entry; a column of sums stays empty."""
    return [[None if value == "" else value for value in row] for row in _ROWS[table.name](master)]


def settings(master: MasterData, form: Form) -> dict[str, Value]:
    """Return the values of a form by the key of the setting."""
    if form.name == spec.KOMMUN.name:
        return {setting.key: getattr(master.municipality, setting.key) or None for setting in form.settings}
    rules = master.rules
    return {
        "grans_belopp": shown(rules.threshold_ore, rules.entry_ore),
        "grans_procent": _plain(rules.threshold_pct),
        "beloppsenhet": rules.entry_unit,
        "diarienummer": rules.case_pattern,
        "dolj_fran": rules.hide_from,
        "dolj_till": rules.hide_to,
        "hme_lagst": _plain(rules.hme.low),
        "hme_hogst": _plain(rules.hme.high),
        "hme_formel": rules.hme.formula.value,
        "omsattning_taljare": rules.turnover_top,
        "omsattning_namnare": rules.turnover_bottom,
        "namndplan_netto": rules.plan_net.value,
        "namndplan_investering": rules.plan_investment.value,
    }


def _plain(number: Decimal | None) -> Value:
    """Return a number as a cell holds it, whole where it is whole."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _organisation(master: MasterData) -> list[list[Value]]:
    return [[n.code, n.name, n.level.value, n.parent, n.responsible, n.email] for n in master.organisation.nodes]


def _lines(master: MasterData) -> list[list[Value]]:
    def accounts(spans: tuple[tuple[int, int], ...]) -> str:
        return SEVERAL.join(f"{low}-{high}" if low != high else str(low) for low, high in spans)

    return [
        [n.code, n.name, n.kind.value, n.group, accounts(n.accounts), n.coarse.value if n.coarse else ""]
        for n in master.lines.all
    ]


def _measures(master: MasterData) -> list[list[Value]]:
    return [
        [
            m.code,
            m.name,
            m.sheet.value,
            m.unit,
            m.rule.value,
            m.decimals,
            "ja" if m.by_sex else "nej",
            m.weight,
            m.numerator,
            m.denominator,
            _plain(m.target),
            m.direction.value,
            m.lag,
            m.footnote,
            SEVERAL.join(m.units),
            m.group,
            m.subgroup,
            "ja" if m.protected else "",
            "" if m.expected else "nej",
            _plain(m.target_next),
        ]
        for m in master.measures
    ]


def _history(master: MasterData) -> list[list[Value]]:
    return [
        [h.unit, h.measure, h.year, h.month, h.sex, _plain(Decimal(h.amount) / MEASURE_SCALE)]
        for h in master.measure_history
    ]


def _goals(master: MasterData) -> list[list[Value]]:
    return [
        [
            g.code,
            g.name,
            g.level.value,
            g.parent,
            g.description,
            g.unit,
            _plain(g.target),
            g.direction.value,
            g.due,
            SEVERAL.join(g.units),
            g.responsible,
            g.focus,
            "ja" if g.by_sex else "",
            _plain(g.target_next),
            g.planning,
            g.effect,
        ]
        for g in master.goals
    ]


def _words(master: MasterData) -> list[list[Value]]:
    return [[w.kind.value, w.word, w.symbol, w.colour, w.meaning.value] for w in master.vocabulary.words]


def _investments(master: MasterData) -> list[list[Value]]:
    entry = master.rules.entry_ore
    return [[i.code, i.name, i.unit, i.year, i.kind, shown(i.budget_ore, entry)] for i in master.investments]


def _money(master: MasterData, amounts: tuple[MonthlyAmounts, ...]) -> list[list[Value]]:
    entry = master.rules.entry_ore
    return [[a.unit, a.line, a.year, *(shown(ore, entry) for ore in a.ore), None] for a in amounts]


def _budget(master: MasterData) -> list[list[Value]]:
    entry = master.rules.entry_ore
    whole = ((row.planned.ore, row.planned.spread) if row.planned else (None, "") for row in master.budget)
    rows = zip(_money(master, master.budget), whole, strict=True)
    return [[*cells, shown(ore, entry), spread] for cells, (ore, spread) in rows]


def _profiles(master: MasterData) -> list[list[Value]]:
    return [[profile.name, *map(_plain, profile.weights), None] for profile in master.profiles]


def _moves(master: MasterData) -> list[list[Value]]:
    return [[move.old, move.name, move.new, str(move.since), _plain(move.share_pct)] for move in master.moves]


def _adjustments(master: MasterData) -> list[list[Value]]:
    entry = master.rules.entry_ore
    return [
        [
            a.unit,
            a.line,
            a.year,
            spec.REST_OF_YEAR if a.month is None else a.month,
            shown(a.amount_ore, entry),
            a.reason,
            a.name,
        ]
        for a in master.adjustments
    ]


def _decisions(master: MasterData) -> list[list[Value]]:
    entry = master.rules.entry_ore
    return [[str(d.period), d.unit, d.line, shown(d.forecast_ore, entry), d.reason, d.name] for d in master.decisions]


def _prospects(master: MasterData) -> list[list[Value]]:
    entry = master.rules.entry_ore
    return [
        [str(p.period), p.node, p.line, shown(p.better_ore, entry), shown(p.worse_ore, entry), p.reason, p.name]
        for p in master.prospects
    ]


def _key_figures(master: MasterData) -> list[list[Value]]:
    return [[k.code, k.name, k.unit, k.node, k.peer.value, k.year, _plain(k.value)] for k in master.key_figures]


def _grants(master: MasterData) -> list[list[Value]]:
    entry = master.rules.entry_ore
    return [[g.name, g.source, g.year, shown(g.amount_ore, entry), g.node] for g in master.grants]


def _cycle(master: MasterData) -> list[list[Value]]:
    return [[str(s.period), s.name, s.deadline, s.document, SEVERAL.join(s.also)] for s in master.cycle]


def _cases(master: MasterData) -> list[list[Value]]:
    return [
        [
            c.number,
            c.title,
            c.day,
            c.officer,
            c.phone,
            c.board,
            "\n".join(c.proposals),
            c.background,
            c.economy,
            c.children,
            c.consultation,
            "\n".join(", ".join(filter(None, signature)) for signature in c.signatures),
            "\n".join(c.attachments),
            "\n".join(c.recipients),
            str(c.period),
            c.document,
        ]
        for c in master.cases
    ]


_ROWS: dict[str, Callable[[MasterData], list[list[Value]]]] = {
    spec.ORGANISATION.name: _organisation,
    spec.OMFLYTTNINGAR.name: _moves,
    spec.KOSTNADSSLAG.name: _lines,
    spec.MATT.name: _measures,
    spec.MATTHISTORIK.name: _history,
    spec.MAL.name: _goals,
    spec.BEDOMNINGAR.name: _words,
    spec.INVESTERINGAR.name: _investments,
    spec.BUDGET.name: _budget,
    spec.PERIODISERING.name: _profiles,
    spec.UTFALL.name: lambda master: _money(master, master.outcome),
    spec.JUSTERINGAR.name: _adjustments,
    spec.PROGNOSBESLUT.name: _decisions,
    spec.SCENARIER.name: _prospects,
    spec.NYCKELTAL.name: _key_figures,
    spec.STATSBIDRAG.name: _grants,
    spec.ARSHJUL.name: _cycle,
    spec.ARENDEN.name: _cases,
}
