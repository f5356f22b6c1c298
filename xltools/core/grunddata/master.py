"""Grunddata from its sheets: one checked MasterData, or the findings that say why not."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from xltools.core.cells import parse
from xltools.core.cells.parse import Cell
from xltools.core.grunddata.beside import read_grants, read_key_figures
from xltools.core.grunddata.case_pattern import case_pattern
from xltools.core.grunddata.judged import read_decisions, read_prospects
from xltools.core.grunddata.measure_rules import with_measure_rules
from xltools.core.grunddata.money import Money
from xltools.core.grunddata.moves import read_moves
from xltools.core.grunddata.tables import Cells, Reader, Record
from xltools.core.grunddata.tree import Units, enhet, read_organisation, sound, twice, unique
from xltools.core.grunddata.vocabulary import read_vocabulary
from xltools.core.grunddata.year_budget import read_profiles
from xltools.model.codes import Code
from xltools.model.colour import READABLE, WHITE, colour, contrast, darkened
from xltools.model.fact import MEASURE_SCALE
from xltools.model.finding import Finding, errors
from xltools.model.goal import Goal, GoalLevel
from xltools.model.line import Coarse, Line, LineKind, Lines
from xltools.model.master import (
    Case,
    CycleStep,
    MasterData,
    Municipality,
    Rules,
    ShownSign,
)
from xltools.model.measure import Direction, Measure, MeasureHistory, MeasureSheet, Rule
from xltools.model.number import decimal, half_up
from xltools.model.place import Place
from xltools.sheets import grunddata as spec

_YEARS = (2000, 2099)


def read_master(
    sheets: Mapping[str, Cells], names: Sequence[str] = ()
) -> tuple[MasterData | None, tuple[Finding, ...]]:
    """Return grunddata and everything that is wrong with it; None instead of data when anything is a fel.

    `sheets` maps sheet names to rows of cell values from A1; `names` are all sheets of the file, other ones too.
    Codes that are written on a faulty row count as known: the row's own fault is told, and not its echoes.
    """
    reader = Reader(sheets, names)
    rules = _rules(reader)
    organisation, units = read_organisation(reader)
    lines, by_line = _lines(reader)
    measures, by_measure = _measures(reader, units)
    rules = with_measure_rules(rules, reader, by_measure)
    moves, all_time = read_moves(reader, units)
    profiles = read_profiles(reader)
    money = Money(reader, all_time, by_line, rules.entry_ore)
    goals, history = _goals(reader, units), _history(reader, all_time, by_measure)
    investments, adjustments = money.investments(), money.adjustments()
    budget, outcome = money.budget([profile.name for profile in profiles]), money.outcome()
    cycle, cases, municipality = _cycle(reader), _cases(reader, rules), _municipality(reader)
    vocabulary = read_vocabulary(reader)
    key_figures, grants = read_key_figures(reader, units), read_grants(reader, units, rules.entry_ore)
    decisions = read_decisions(reader, all_time, lines, by_line, rules.entry_ore)
    prospects = read_prospects(reader, all_time, by_line, rules.entry_ore)
    findings = tuple(_causes_first(reader))
    if organisation is None or errors(findings):
        return None, findings
    master = MasterData(
        organisation,
        Lines(lines),
        measures,
        goals,
        investments,
        budget,
        outcome,
        history,
        adjustments,
        cycle,
        cases,
        rules,
        municipality,
        vocabulary,
        key_figures,
        grants,
        decisions,
        prospects,
        moves,
        profiles,
    )
    return master, findings


# A fault here makes faults elsewhere, so it is told before them.
_FIRST = (spec.ORGANISATION.name, spec.KOSTNADSSLAG.name, spec.MATT.name, spec.MAL.name)


def _causes_first(reader: Reader) -> list[Finding]:
    """Return the findings with those of the lists of codes first, and without the echoes of a list that is not there.

    A list is not there when its sheet or its column of codes is missing; then no reference to it can be checked.
    """
    gone = {f"bladet {name}" for name in _FIRST if not reader.has_codes(name)}
    told = [f for f in reader.findings if f.code is not Code.UNKNOWN_CODE or f.details.get("where") not in gone]
    rank = {name: i for i, name in enumerate(_FIRST)}
    return sorted(told, key=lambda finding: rank.get(finding.place.sheet, len(_FIRST)))


def _rules(reader: Reader) -> Rules:
    given = reader.settings(spec.REGLER)
    choices = next(setting.choices for setting in spec.REGLER.settings if setting.key == "beloppsenhet")
    chosen, fault = parse.choice(given["beloppsenhet"][0], choices)
    if fault is not None:
        reader.findings.append(Finding(fault.code, given["beloppsenhet"][1], details=fault.details))
    unit = chosen or choices[0]
    entry = Rules(entry_unit=unit).entry_ore
    threshold, amount_fault = parse.money(given["grans_belopp"][0], entry)
    percent, percent_fault = parse.amount(given["grans_procent"][0], "%")
    for key, wrong in (("grans_belopp", amount_fault), ("grans_procent", percent_fault)):
        if wrong is not None:
            reader.findings.append(Finding(wrong.code, given[key][1], details=wrong.details))
    return Rules(
        threshold or 0,
        percent or Decimal(0),
        unit,
        case_pattern(reader, given["diarienummer"]),
        plan_net=_sign(reader, given["namndplan_netto"], Rules().plan_net),
        plan_investment=_sign(reader, given["namndplan_investering"], Rules().plan_investment),
    )


def _sign(reader: Reader, setting: tuple[Cell, Place], usual: ShownSign) -> ShownSign:
    chosen, fault = parse.choice(setting[0], tuple(sign.value for sign in ShownSign))
    if fault is not None:
        reader.findings.append(Finding(fault.code, setting[1], details=fault.details))
    return ShownSign(chosen) if chosen else usual


def _municipality(reader: Reader) -> Municipality:
    given = reader.settings(spec.KOMMUN)
    texts = {key: parse.text(value).strip() for key, (value, _) in given.items()}
    wanted = texts["main_colour"]
    texts["main_colour"] = ""
    try:
        shade = colour(wanted) if wanted else ""
    except ValueError:
        reader.findings.append(Finding(Code.COLOUR_UNREADABLE, given["main_colour"][1], details={"found": wanted}))
    else:
        texts["main_colour"] = f"#{shade}" if shade else ""
        if shade and contrast(shade, WHITE) < READABLE:
            ratio = decimal(Decimal(str(contrast(shade, WHITE))), 1)
            used = f"#{darkened(shade, READABLE)}"
            details = {"found": wanted, "ratio": ratio, "used": used}
            reader.findings.append(Finding(Code.COLOUR_TOO_LIGHT, given["main_colour"][1], details=details))
    return Municipality(**texts)


def _lines(reader: Reader) -> tuple[tuple[Line, ...], Collection[str]]:
    """Return the kostnadsslag that can be read, and every code on the sheet."""
    first = unique([(record, record.text("kod")) for record in reader.records(spec.KOSTNADSSLAG)])
    lines = []
    for code, record in first.items():
        kind, group, name = record.word("typ", LineKind), record.text("grupp"), record.text("namn")
        if not group:
            record.say(Code.LINE_WITHOUT_GROUP, "grupp", row=f"{code} {name}")
        if kind is not None:
            lines.append(Line(code, name, kind, group, _accounts(record), _coarse(record, kind, f"{code} {name}")))
    kinds: dict[str, LineKind] = {}
    for line in lines:
        if line.group and kinds.setdefault(line.group, line.kind) is not line.kind:
            first[line.code].say(Code.MIXED_GROUP, "grupp", group=line.group)
    spans = sorted(((low, high, line) for line in lines for low, high in line.accounts), key=lambda span: span[:2])
    reach, owner = -1, ""
    for low, high, line in spans:
        if low <= reach:
            shared = f"{low}–{min(high, reach)}"
            first[line.code].say(Code.ACCOUNTS_OVERLAP, "konton", found=shared, row=owner, other=line.name)
        if high > reach:
            reach, owner = high, line.name
    return tuple(lines), first.keys()


def _coarse(record: Record, kind: LineKind, row: str) -> Coarse | None:
    group = record.word("grov", Coarse)
    if group is not None and (group is Coarse.REVENUE) is not (kind is LineKind.REVENUE):
        record.say(Code.COARSE_GROUP, "grov", row=row, kind=kind.value, found=group.value)
    return group


def _accounts(record: Record) -> tuple[tuple[int, int], ...]:
    spans = []
    for part in record.codes("konton"):
        ends = [end.strip() for end in part.replace("–", "-").split("-")]
        if len(ends) > 2 or not all(end.isdecimal() for end in ends) or int(ends[0]) > int(ends[-1]):
            record.say(Code.ACCOUNTS_UNREADABLE, "konton", found=part)
        else:
            spans.append((int(ends[0]), int(ends[-1])))
    return tuple(spans)


def _measures(reader: Reader, units: Units) -> tuple[tuple[Measure, ...], Collection[str]]:
    """Return the measures that can be read, and every code on the sheet."""
    first = unique([(record, record.text("kod")) for record in reader.records(spec.MATT)])
    measures = []
    for code, record in first.items():
        sheet, rule = record.word("blad", MeasureSheet), record.word("regel", Rule)
        if sheet is None or rule is None:
            continue
        needs = {Rule.WEIGHTED: ("vikt",), Rule.RATIO: ("taljare", "namnare")}.get(rule, ())
        for key in needs:
            if not record.text(key):
                title = spec.MATT.columns[spec.MATT.index(key)].title
                record.say(Code.MEASURE_RULE, key, row=code, rule=rule.value, column=title)
        parts = {key: record.known(key, first, spec.MATT.name) for key in ("vikt", "taljare", "namnare")}
        measures.append(
            Measure(
                code,
                record.text("namn"),
                sheet,
                record.text("enhet"),
                rule,
                decimals=record.whole("decimaler", 0, 6) or 0,
                by_sex=record.choice("kon") == "ja",
                weight=parts["vikt"],
                numerator=parts["taljare"],
                denominator=parts["namnare"],
                target=record.number("mal"),
                direction=record.word("riktning", Direction) or Direction.NEUTRAL,
                lag=record.whole("lag", 0, 11) or 0,
                footnote=record.text("fotnot"),
                units=record.all_known("enheter", units, spec.ORGANISATION.name),
                group=record.text("grupp"),
                subgroup=record.text("rubrik"),
                protected=record.choice("skyddas") == "ja",
                expected=record.choice("kravs") != "nej",
                target_next=record.number("nasta_ar"),
                row=record.row,
            )
        )
    return tuple(measures), first.keys()


def _history(reader: Reader, units: Units, measures: Collection[str]) -> tuple[MeasureHistory, ...]:
    found = []
    seen: dict[tuple[object, ...], int] = {}
    for record in reader.records(spec.MATTHISTORIK):
        unit, measure = enhet(record, units), record.known("matt", measures, spec.MATT.name)
        year, month, value = record.whole("ar", *_YEARS), record.whole("manad", 1, 12), record.number("varde")
        sex = record.choice("kon")
        if not (unit and measure) or year is None or month is None or value is None:
            continue
        twice(record, "matt", (unit, measure, year, month, sex), seen)
        found.append(MeasureHistory(unit, measure, year, month, sex, int(half_up(value * MEASURE_SCALE)), record.row))
    return tuple(found)


def _goals(reader: Reader, units: Units) -> tuple[Goal, ...]:
    first = unique([(record, record.text("kod")) for record in reader.records(spec.MAL)])
    goals = []
    for code, record in first.items():
        level = record.word("niva", GoalLevel)
        if level is not None:
            goals.append(
                Goal(
                    code,
                    record.text("namn"),
                    level,
                    record.text("overordnad"),
                    record.text("beskrivning"),
                    record.text("enhet"),
                    record.number("malvarde"),
                    record.word("riktning", Direction) or Direction.NEUTRAL,
                    record.day("senast"),
                    record.all_known("enheter", units, spec.ORGANISATION.name),
                    _responsible(record, units),
                    record.text("fokus"),
                    record.choice("kon") == "ja",
                    record.text("planering"),
                    record.text("effekt"),
                    record.number("nasta_ar"),
                    record.row,
                )
            )
    sound(first, {goal.code: goal.parent for goal in goals})
    return tuple(goals)


def _responsible(record: Record, units: Units) -> str:
    """Return who is responsible: a code of the tree, or plain words; digits alone are meant to be a code."""
    said = record.text("ansvarig")
    return record.known("ansvarig", units, spec.ORGANISATION.name) if said.isdecimal() else said


def _cycle(reader: Reader) -> tuple[CycleStep, ...]:
    steps = []
    seen: dict[tuple[object, ...], int] = {}
    for record in reader.records(spec.ARSHJUL):
        period, day = record.period("period"), record.day("senast")
        name, document = record.text("namn"), record.choice("dokument")
        if period is not None and day is not None:
            twice(record, "period", (str(period),), seen)
            steps.append(CycleStep(period, name, day, document, record.all_of("aven", spec.DOCUMENTS)))
    return tuple(sorted(steps, key=lambda step: step.period))


def _cases(reader: Reader, rules: Rules) -> tuple[Case, ...]:
    cases = []
    for record in reader.records(spec.ARENDEN):
        number, day, period = record.text("diarienummer"), record.day("datum"), record.period("period")
        title, officer, board = record.text("rubrik"), record.text("handlaggare"), record.text("namnd")
        proposals, background = record.lines("forslag"), record.text("bakgrund")
        if number and not rules.is_case_number(number):
            record.say(Code.CASE_NUMBER, "diarienummer", found=number)
        if day is None or period is None:
            continue
        signatures = (tuple(part.strip() for part in line.split(",", 1)) for line in record.lines("underskrifter"))
        cases.append(
            Case(
                number,
                title,
                day,
                officer,
                record.text("telefon"),
                board,
                proposals,
                background,
                period,
                record.choice("dokument"),
                record.text("ekonomi"),
                record.text("barn"),
                record.text("samrad"),
                tuple((name[0], name[1] if len(name) > 1 else "") for name in signatures),
                record.lines("bilagor"),
                record.lines("expediering"),
                record.row,
            )
        )
    return tuple(cases)
