"""The pattern of a diarienummer from Regler, checked before anything is compared with it."""

from __future__ import annotations

import re

from xltools.core.cells import parse
from xltools.core.cells.parse import Cell
from xltools.core.grunddata.tables import Reader
from xltools.model.codes import Code
from xltools.model.finding import Finding
from xltools.model.master import Rules
from xltools.model.place import Place

# Longer than any true pattern; and a repeat of something repeated can take longer than a lifetime to compare.
_LONGEST_PATTERN = 200
_REPEATED_REPEAT = re.compile(r"(?:[+*]|\{\d*,\d*\})[^()]*\)+(?:[+*]|\{)")


def case_pattern(reader: Reader, setting: tuple[Cell, Place]) -> str:
    """Return the pattern of a diarienummer; one that cannot be used becomes a finding, and the usual one is used."""
    written, usual = parse.text(setting[0]), Rules().case_pattern
    reason = ""
    if len(written) > _LONGEST_PATTERN:
        reason = f"det är längre än {_LONGEST_PATTERN} tecken"
    elif written != usual and _REPEATED_REPEAT.search(written):
        reason = "det upprepar något som redan upprepas"
    else:
        try:
            re.compile(written)
        except (re.error, OverflowError, RecursionError):
            reason = "en parentes är inte avslutad, eller ett tecken står där det inte får stå"
    if not reason:
        return written
    details = {"found": parse.quoted(written), "reason": reason}
    reader.findings.append(Finding(Code.PATTERN_UNREADABLE, setting[1], details=details))
    return usual
