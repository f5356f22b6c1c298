"""Words of a reminder to the one who fills in a workbook: what is lacking or wrong, until when, and where it goes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from xltools.core.cells.suggest import did_you_mean
from xltools.model.codes import Severity
from xltools.model.finding import Finding
from xltools.model.period import Period, swedish_date

TEMPLATE = """Ämne: {rubrik}

{hej}

{laget}

{fel}

{gor_sa_har}

Hör av dig om du undrar över något.

Vänliga hälsningar
{avsandare}
"""
"""The reminder that is built in. Its first line is the subject; a name whose text is empty leaves no blank lines."""

SUBJECT = "Ämne:"
_MOST_FAULTS = 5
_NAME = re.compile(r"\{(\w*)\}")


class Lacking(Enum):
    """Why a unit is reminded; the values are what people read."""

    MISSING = "ej inlämnad"
    BLANK = "ej ifylld"
    ERRORS = "fel"
    NOTHING = "klar"


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a reminder says. `file` is the workbook and `folder` where it is to lie, as people are to read them.

    `step` and `deadline` are "" and None where the årshjul does not have the period. `others` are further workbooks of
    the unit. `sender` is one line or several.
    """

    unit: str
    responsible: str
    period: Period
    step: str
    deadline: date | None
    today: date
    lacking: Lacking
    file: str
    folder: str
    sender: str
    findings: tuple[Finding, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def late(self) -> bool:
        """Return whether the last day has passed."""
        return self.deadline is not None and self.today > self.deadline


@dataclass(frozen=True, slots=True)
class Reminder:
    """A mail: one line of subject, and the text."""

    subject: str
    body: str


class TemplateError(Exception):
    """What is wrong with a template of one's own, as a Swedish sentence."""


def reminder(situation: Situation, template: str = TEMPLATE) -> Reminder:
    """Return the mail; TemplateError when the template has no subject or asks for a name that there is not.

    Of what the unit has typed nothing is repeated: a fault is told by its cell and kind alone.
    """
    words = names(situation)
    first, _, rest = template.lstrip("\ufeff\r\n ").partition("\n")
    if not first.startswith(SUBJECT):
        raise TemplateError(f"Första raden ska börja med «{SUBJECT}».")
    subject = " ".join(_filled(first.removeprefix(SUBJECT), words).split())
    if not subject:
        raise TemplateError(f"Efter «{SUBJECT}» på första raden ska det stå en rubrik.")
    body = re.sub(r"\n{3,}", "\n\n", _filled(rest.replace("\r\n", "\n"), words)).strip("\n")
    return Reminder(subject, f"{body}\n")


def names(situation: Situation) -> dict[str, str]:
    """Return what a template may quote: name → text, "" where there is nothing to say."""
    first = situation.responsible.split(" ")[0]
    return {
        "rubrik": _subject(situation),
        "hej": f"Hej {first}!" if first else "Hej!",
        "ansvarig": situation.responsible,
        "enhet": situation.unit,
        "period": situation.period.name,
        "steg": situation.step,
        "senast": swedish_date(situation.deadline) if situation.deadline else "",
        "laget": _standing(situation),
        "fel": _faults(situation),
        "gor_sa_har": _what_to_do(situation),
        "fil": situation.file,
        "mapp": situation.folder,
        "avsandare": situation.sender,
    }


def _filled(text: str, words: Mapping[str, str]) -> str:
    """Return a text with every name put in, once: what a name stands for is never searched for names itself."""

    def put_in(match: re.Match[str]) -> str:
        name = match[1]
        if name not in words:
            near = did_you_mean(name, tuple(words))
            known = ", ".join(f"{{{word}}}" for word in words)
            raise TemplateError(f"Det finns inget som heter {{{name}}}.{near} Det här finns: {known}.")
        return words[name]

    return _NAME.sub(put_in, text)


def _subject(situation: Situation) -> str:
    what = {
        Lacking.MISSING: "Påminnelse: inlämningsboken",
        Lacking.BLANK: "Påminnelse: inlämningsboken",
        Lacking.ERRORS: "Att rätta i inlämningsboken",
        Lacking.NOTHING: "Inlämningsboken",
    }[situation.lacking]
    return f"{what} för {situation.unit}, {situation.period.name}"


def _standing(situation: Situation) -> str:
    """Return what is the matter, and until when."""
    of = f"Inlämningsboken för {situation.unit} ({_about(situation)})"
    day = swedish_date(situation.deadline) if situation.deadline else ""
    if situation.lacking is Lacking.NOTHING:
        return f"{of} är inlämnad och har inga fel. Tack!"
    if situation.lacking is Lacking.ERRORS:
        count = sum(finding.severity is Severity.FEL for finding in situation.findings)
        what = "en sak som behöver rättas" if count == 1 else f"{count} saker som behöver rättas"
        thanks = f"Tack för inlämningsboken för {situation.unit} ({_about(situation)}). "
        if not count:
            return f"{thanks}Den ligger flera gånger i mappen.{_until(situation, day)}"
        return f"{thanks}När vi kontrollerade den hittade vi {what}.{_until(situation, day)}"
    what = "har inte kommit in" if situation.lacking is Lacking.MISSING else "ligger i mappen men är inte ifylld"
    if situation.late:
        return (
            f"{of} {what}. Den skulle ha lämnats senast den {day}. Lämna den så snart du kan. Annars blir enhetens "
            "prognos beräknad, och det du vill säga kommer inte med i rapporten."
        )
    return f"{of} {what} än." + (f" Den behövs senast den {day}." if day else "")


def _until(situation: Situation, day: str) -> str:
    if not day:
        return ""
    return " Rätta det så snart du kan." if situation.late else f" Rätta det senast den {day}."


def _about(situation: Situation) -> str:
    return f"{situation.step}, {situation.period.name}" if situation.step else situation.period.name


def _faults(situation: Situation) -> str:
    """Return the first faults, each with its cell and kind, and how many more there are."""
    if situation.lacking is not Lacking.ERRORS:
        return ""
    found = [finding for finding in situation.findings if finding.severity is Severity.FEL]
    lines = [f"- {_spot(finding)}{finding.code.value.title} ({finding.code.id})" for finding in found[:_MOST_FAULTS]]
    left = len(found) - len(lines)
    if left > 0:
        lines.append(f"- och {left} till")
    if situation.others:
        lines.append(f"- boken finns flera gånger: {', '.join((situation.file, *situation.others))}")
    return "\n".join(lines)


def _spot(finding: Finding) -> str:
    sheet, cell = finding.place.sheet, finding.place.cell
    if not sheet:
        return ""
    return f"bladet {sheet}, cell {cell}: " if cell else f"bladet {sheet}: "


def _what_to_do(situation: Situation) -> str:
    if situation.lacking is Lacking.NOTHING:
        return ""
    if situation.lacking is Lacking.ERRORS:
        keep = " Behåll den bok som gäller, och ta bort de andra." if situation.others else ""
        return f"Rätta i {situation.file} och spara den på samma plats, i mappen {situation.folder}.{keep}"
    if situation.lacking is Lacking.BLANK:
        return f"Fyll i {situation.file} och spara den på samma plats, i mappen {situation.folder}."
    return f"Fyll i {situation.file} och lägg den i mappen {situation.folder}."
