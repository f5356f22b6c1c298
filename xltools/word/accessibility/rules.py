"""The rules of an accessible document, and a document laid open so that they can be checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from xltools.model.codes import Severity
from xltools.word.ooxml import (
    RPR,
    TBL,
    P,
    T,
    attribute,
    heading_levels,
    nearest,
    paragraph_text,
    style_ids,
    style_of,
    w,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xltools.word.ooxml import Element
    from xltools.word.package import Package

OFF = ("0", "false", "off")
"""How a property is switched off."""

_SHORT = 60


class Rule(Enum):
    """Every rule: its name for lists, how bad a breach is, what to do about it."""

    LANGUAGE = ("språk", Severity.FEL, "Välj Granska > Språk > Ange språk > Svenska (Sverige) för hela dokumentet.")
    OTHER_LANGUAGE = (
        "främmande språk",
        Severity.VARNING,
        "Markera texten och välj Granska > Språk > Svenska (Sverige), om den är svensk.",
    )
    TITLE = ("titel", Severity.FEL, "Skriv en titel under Arkiv > Info > Titel.")
    NO_HEADINGS = ("rubriker", Severity.FEL, "Ge rubrikerna formatmallarna Rubrik 1, Rubrik 2 och så vidare.")
    HEADING_JUMP = ("rubriknivå", Severity.FEL, "Välj rubriknivån närmast under den föregående rubrikens.")
    EMPTY_HEADING = ("tom rubrik", Severity.FEL, "Skriv rubriken, eller ta bort stycket.")
    FAKE_HEADING = ("rubrik utan formatmall", Severity.FEL, "Ge stycket en rubrikformatmall i stället för fetstil.")
    EMPTY_PARAGRAPH = (
        "tomt stycke",
        Severity.FEL,
        "Ta bort stycket och gör luften med avstånd före och efter i formatmallen.",
    )
    HEADER_ROW = ("rubrikrad", Severity.FEL, "Markera första raden och välj Tabelllayout > Upprepa rubrikrader.")
    TABLE_TEXT = (
        "alternativtext för tabell",
        Severity.FEL,
        "Skriv vad tabellen visar under Tabellegenskaper > Alternativtext.",
    )
    MERGED = (
        "sammanfogade celler",
        Severity.UPPLYSNING,
        "Kontrollera att tabellen går att följa cell för cell, eller dela upp den.",
    )
    PICTURE_TEXT = (
        "alternativtext för bild",
        Severity.FEL,
        "Högerklicka, välj Visa alternativtext och skriv vad bilden eller diagrammet visar.",
    )
    FLOATING = ("flytande objekt", Severity.FEL, "Välj Layoutalternativ > I nivå med text.")
    LINK_TEXT = ("länktext", Severity.FEL, "Skriv vart länken leder, till exempel dokumentets namn.")
    CONTRAST = ("kontrast", Severity.FEL, "Välj en mörkare text eller en ljusare bakgrund.")

    def __init__(self, title: str, severity: Severity, remedy: str) -> None:
        self.title = title
        self.severity = severity
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class AccessibilityFault:
    """One breach of a rule: where in the document, and in Swedish what is wrong. The remedy is the rule's."""

    rule: Rule
    where: str
    message: str

    @property
    def remedy(self) -> str:
        """What to do about it in Word."""
        return self.rule.remedy

    @property
    def severity(self) -> Severity:
        """How bad it is: fel must be mended, a varning looked at, an upplysning is good to know."""
        return self.rule.severity

    def __str__(self) -> str:
        return f"{self.where}: {self.message} {self.remedy}" if self.where else f"{self.message} {self.remedy}"


@dataclass(slots=True)
class Page:
    """A document laid open: its body, its styles by id, its defaults, the heading levels by style id.

    `defaults` are the run properties that hold where no style says otherwise, `default_style` is what a paragraph
    without style has; `margins` are headers, footers and notes, with the Swedish names of their kinds.
    """

    package: Package
    body: Element
    styles: dict[str, Element]
    defaults: Element | None
    default_style: str
    levels: dict[str, int]
    margins: list[tuple[str, Element]]
    _headings: dict[Element, str] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package) -> Page:
        """Return the document of a package."""
        sheet = next((package.parse(part) for part in package.parts_of("styles")), None)
        kinds = {"header": "sidhuvud", "footer": "sidfot", "footnotes": "fotnot", "endnotes": "slutnot"}
        page = cls(
            package=package,
            body=package.parse(package.document),
            styles={} if sheet is None else {attribute(one, w("styleId")): one for one in sheet.iter(w("style"))},
            defaults=None if sheet is None else sheet.find(f"{w('docDefaults')}/{w('rPrDefault')}/{RPR}"),
            default_style="" if sheet is None else _default_style(sheet),
            levels={} if sheet is None else heading_levels(style_ids(sheet)),
            margins=[(label, package.parse(part)) for kind, label in kinds.items() for part in package.parts_of(kind)],
        )
        heading = ""
        for paragraph in page.body.iter(P):
            page._headings[paragraph] = heading
            if style_of(paragraph) in page.levels:
                heading = paragraph_text(paragraph).strip() or heading
        return page

    def everywhere(self) -> Iterator[tuple[str, Element]]:
        """Yield the body and all that is around it, with the Swedish names of the latter."""
        yield "", self.body
        yield from self.margins

    def where(self, element: Element, part: str = "") -> str:
        """Return the place of an element: the part around the body it is in, or the heading above it and the table."""
        if part:
            return part
        paragraph = nearest(element, P)
        if paragraph is None:
            paragraph = next(element.iter(P), None)
        heading = "" if paragraph is None else self._headings.get(paragraph, "")
        places = [f"under rubriken «{short(heading)}»"] if heading else ["före första rubriken"]
        table = nearest(element, TBL)
        if table is not None:
            places.append(f"tabell {self.tables.index(table) + 1}")
        return ", ".join(places)

    @property
    def tables(self) -> list[Element]:
        """The tables of the body, in order."""
        return list(self.body.iter(TBL))


def short(text: str) -> str:
    """Return the beginning of a text, on one line, enough to find it by."""
    text = " ".join(text.split())
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"


def has(element: Element, *names: str) -> bool:
    """Return whether there is any element of these WordprocessingML names inside."""
    return next(element.iter(*map(w, names)), None) is not None


def text_of(around: Element) -> str:
    """Return the words inside an element, deleted ones left out."""
    return "".join(leaf.text or "" for leaf in around.iter(T))


def _default_style(sheet: Element) -> str:
    for style in sheet.iter(w("style")):
        if attribute(style, w("type")) == "paragraph" and attribute(style, w("default")) not in ("", *OFF):
            return attribute(style, w("styleId"))
    return ""
