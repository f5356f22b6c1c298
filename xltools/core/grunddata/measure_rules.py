"""The settings of Regler that measures are shown by: small counts, the scale of HME, and personalomsättning."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from decimal import Decimal

from xltools.core.cells import parse
from xltools.core.cells.parse import Cell
from xltools.core.cells.suggest import did_you_mean
from xltools.core.grunddata.tables import Reader
from xltools.model.codes import Code
from xltools.model.finding import Finding
from xltools.model.master import Rules
from xltools.model.measure import HmeFormula, HmeScale
from xltools.model.place import Place
from xltools.sheets.grunddata import MATT, REGLER

_Setting = tuple[Cell, Place]
_USUAL = Rules()


def with_measure_rules(rules: Rules, reader: Reader, measures: Collection[str]) -> Rules:
    """Return the rules with these settings as they are written; what is wrong becomes findings.

    A measure of personalomsättning must exist when somebody has chosen it; the usual ones may be absent.
    """
    # That the whole sheet is missing has been told already, when the other rules were read.
    if REGLER.name not in reader.sheets:
        return rules
    given = reader.settings(REGLER)
    return dataclasses.replace(
        rules,
        hide_from=_whole(reader, given["dolj_fran"]),
        hide_to=_whole(reader, given["dolj_till"]),
        hme=_scale(reader, given),
        turnover_top=_code(reader, given["omsattning_taljare"], measures, _USUAL.turnover_top),
        turnover_bottom=_code(reader, given["omsattning_namnare"], measures, _USUAL.turnover_bottom),
    )


def _scale(reader: Reader, given: dict[str, _Setting]) -> HmeScale:
    low, high = (_number(reader, given[key]) for key in ("hme_lagst", "hme_hogst"))
    if low >= high:
        _unreadable(reader, given["hme_hogst"])
        low, high = HmeScale().low, HmeScale().high
    cell, place = given["hme_formel"]
    chosen, fault = parse.choice(cell, tuple(formula.value for formula in HmeFormula))
    if fault is not None:
        reader.findings.append(Finding(fault.code, place, details=fault.details))
    return HmeScale(low, high, HmeFormula(chosen) if chosen else HmeFormula.SPAN)


def _code(reader: Reader, setting: _Setting, measures: Collection[str], usual: str) -> str:
    code, place = parse.text(setting[0]).strip(), setting[1]
    if code != usual and code not in measures:
        details = {"found": code, "where": f"bladet {MATT.name}", "near": did_you_mean(code, measures)}
        reader.findings.append(Finding(Code.UNKNOWN_CODE, place, details=details))
    return code


def _whole(reader: Reader, setting: _Setting) -> int:
    number = _number(reader, setting)
    if number != int(number) or number < 0:
        _unreadable(reader, setting)
        return 0
    return int(number)


def _number(reader: Reader, setting: _Setting) -> Decimal:
    number, fault = parse.amount(setting[0])
    if fault is not None:
        reader.findings.append(Finding(fault.code, setting[1], details=fault.details))
    return number or Decimal(0)


def _unreadable(reader: Reader, setting: _Setting) -> None:
    details = {"found": parse.quoted(setting[0])}
    reader.findings.append(Finding(Code.NOT_A_NUMBER, setting[1], details=details))
