"""The template of the månadsrapport: goals month by month, staff, and the statistics of every område."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.shared import Pt

from templates import look
from templates.parts import chapter, each, end, front, lead, moved, note, when, written
from templates.pieces import Column, Line, table
from templates.properties import describe

_SENDER = (
    ("Postadress", "postadress"),
    ("Besöksadress", "besoksadress"),
    ("E-post", "epost"),
    ("Telefon", "telefon"),
    ("Webb", "webb"),
    ("Bankgiro", "bankgiro"),
    ("Organisationsnummer", "organisationsnummer"),
)


def build() -> WordDocument:
    """Return the template as a document."""
    document = look.blank()
    describe(document, "{{ dokument.namn }}", "{{ namnd }}", "{{ kommun }}")
    front(document, "{% if period.steg %}{{ period.steg }}{% endif %}")
    _goals(document)
    _staff(document)
    _economy(document)
    _areas(document)
    _sender(document)
    return document


def _goals(document: WordDocument) -> None:
    chapter(document, "Måluppföljning")
    note(document, "noter.saknade")
    when(document, "maluppfoljning.finns")
    cells = (
        "{% for rad in maluppfoljning.rader %}{{ rad.namn }}",
        "{{ rad.manad }}",
        "{{ rad.manaden }}",
        "{{ rad.forra_aret }}",
        "{{ rad.hittills }}",
        "{{ rad.malet }}",
        "{{ rad.nas }}{% endfor %}",
    )
    table(
        document,
        "Mått med mål",
        "Varje mått med senaste månaden, samma månad förra året, året hittills, målet och om det nås.",
        [
            Column("Mått", 4.9, figures=False),
            Column("Avser", 1.7, figures=False),
            Column("Månaden", 1.8),
            Column("Förra året", 1.8),
            Column("Hittills", 1.7),
            Column("Mål", 2.4),
            Column("Nås", 1.7),
        ],
        (Line(cells),),
    )
    each(document, "rad", "maluppfoljning.rader")
    document.add_heading("{{ rad.namn }}", 2)
    # Heading, words and chart belong together, and so stand on one page.
    document.add_paragraph("{{ rad.text }}").paragraph_format.keep_with_next = True
    document.add_paragraph(
        "{% if rad.har_diagram %}{{ rad.diagram }}{% endif %}"
    ).paragraph_format.keep_with_next = True
    note(document, "rad.not")
    when(document, "rad.kommentar")
    lead(document, "Enheternas kommentarer:")
    document.add_paragraph("{{ rad.kommentar }}")
    end(document)
    end(document, "endfor")
    end(document, "else")
    document.add_paragraph("Inget mått har ett målvärde för perioden.")
    end(document)


def _staff(document: WordDocument) -> None:
    chapter(document, "Personal")
    document.add_heading("Personalomsättning", 2)
    when(document, "personal.omsattning.finns")
    document.add_paragraph("{{ personal.omsattning.text }}")
    table(
        document,
        "Personalomsättning",
        "Antal avgångar, antal tillsvidareanställda och personalomsättning i procent år för år.",
        [
            Column("År", 4.0, figures=False),
            Column("Antal avgångar", 3.4),
            Column("Antal tillsvidareanställda totalt", 4.6),
            Column("Personalomsättning i procent", 4.0),
        ],
        (
            Line(
                (
                    "{% for rad in personal.omsattning.rader %}{{ rad.namn }}",
                    "{{ rad.avgangar }}",
                    "{{ rad.anstallda }}",
                    "{{ rad.andel }}{% endfor %}",
                )
            ),
        ),
    )
    note(document, "personal.omsattning.not")
    end(document, "else")
    document.add_paragraph("Uppgifter om avgångar saknas.")
    end(document)
    _hme(document)
    when(document, "personal.timavlonade.finns")
    document.add_heading("Timavlönades andel av arbetad tid", 2)
    document.add_paragraph("{{ personal.timavlonade.text }}")
    note(document, "personal.timavlonade.not")
    end(document)
    when(document, "texter.personal.finns")
    document.add_heading("Enheternas kommentarer", 2)
    written(document, "texter.personal", 3)
    end(document)


def _economy(document: WordDocument) -> None:
    when(document, "brygga.budget.finns")
    chapter(document, "Ekonomi")
    document.add_heading("Prognos för året", 2)
    document.add_paragraph("{{ brygga.budget.text }}").paragraph_format.keep_with_next = True
    when(document, "brygga.budget.har_diagram")
    document.add_paragraph("{{ brygga.budget.diagram }}")
    end(document)
    moved(document, 2, rows=True)
    end(document)


def _hme(document: WordDocument) -> None:
    when(document, "personal.hme.finns")
    document.add_heading("Hållbart medarbetarengagemang (HME)", 2)
    document.add_paragraph("{{ personal.hme.text }}")
    keys = ("motivation", "ledarskap", "styrning", "total", "svar")
    cells = tuple(f"{{{{ rad.{key} }}}}" for key in keys)
    table(
        document,
        "HME-index, 0–100",
        "Delindexen Motivation, Ledarskap och Styrning, det samlade HME och antalet svar, för varje verksamhetsområde "
        "och för hela nämnden.",
        [
            Column("Verksamhetsområde", 5.5, figures=False),
            *(Column(heading, 2.1) for heading in ("Motivation", "Ledarskap", "Styrning", "HME", "Antal svar")),
        ],
        (
            Line(("{% for rad in personal.hme.rader %}{% if rad.summa %}{{ rad.namn }}", *cells), total=True),
            Line(("{% else %}{{ rad.namn }}", *cells[:-1], cells[-1] + "{% endif %}{% endfor %}")),
        ),
    )
    note(document, "personal.hme.not")
    end(document)


def _areas(document: WordDocument) -> None:
    each(document, "omrade", "statistik.omraden")
    chapter(document, "{{ omrade.namn }}")
    document.add_heading("Kort nuläge", 2)
    _words(document, "omrade.nulage")
    when(document, "omrade.har_tabeller")
    document.add_heading("Verksamhetsstatistik", 2)
    each(document, "rad", "omrade.tabeller")
    document.add_paragraph("{{ rad.rubrik }}", style=look.CAPTION)
    document.add_paragraph("{{ rad.tabell }}")
    each(document, "fotnot", "rad.fotnoter")
    footnote = document.add_paragraph("{{ fotnot.text }}", style=look.NOTE)
    footnote.paragraph_format.space_before, footnote.paragraph_format.space_after = Pt(2), Pt(0)
    end(document, "endfor")
    note(document, "rad.not")
    end(document, "endfor")
    end(document)
    document.add_heading("Kommentar", 2)
    _words(document, "omrade.kommentar")
    when(document, "omrade.kommentar.matt")
    lead(document, "Om enskilda mått:")
    document.add_paragraph("{{ omrade.kommentar.matt }}")
    end(document)
    end(document, "endfor")


def _words(document: WordDocument, group: str) -> None:
    """Add what the enheter have written under their names, or the draft."""
    when(document, f"{group}.finns")
    each(document, "enhet", f"{group}.enheter")
    document.add_heading("{{ enhet.namn }}", 3)
    document.add_paragraph("{{ enhet.text }}")
    end(document, "endfor")
    end(document, "else")
    document.add_paragraph(f"{{{{ {group}.text }}}}")
    end(document)


def _sender(document: WordDocument) -> None:
    document.add_heading("Avsändare", 1)
    document.add_paragraph("{{ kommun }}, {{ forvaltning }}", style=look.LABEL)
    for title, name in _SENDER:
        when(document, f"avsandare.{name}")
        document.add_paragraph(f"{title}: {{{{ avsandare.{name} }}}}", style=look.LABEL)
        end(document)
