"""The template of the tertialuppföljning: counts, goals by fokusområde, and kvalitetsmål down to their indicators."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.shared import Pt

from templates import look
from templates.parts import cover, end, note, when
from templates.pieces import Column, Line, contents, running_heads, table
from templates.properties import describe

_TARGET_CM = 1.95
_MEANINGS = ("bra", "medel", "svagt", "inget")


def build() -> WordDocument:
    """Return the template as a document."""
    document = look.blank()
    describe(document, "{{ dokument.namn }}", "{{ namnd }}", "{{ kommun }}")
    cover(document, "{{ period.rubrik }}", "Bilaga till tertialrapporten")
    contents(document)
    _summary(document)
    _focus_areas(document)
    _by_focus(document)
    _deeper(document)
    running_heads(document, "{{ kommun }} · {{ namnd }}", "{{ dokument.titel }} {{ period.namn }}", "{{ forvaltning }}")
    return document


def _summary(document: WordDocument) -> None:
    first = document.add_heading("Sammanfattning", 1)
    first.paragraph_format.page_break_before = True
    first.paragraph_format.space_before = 0
    document.add_paragraph("{{ sammanfattning }}")
    note(document, "noter.saknade")
    when(document, "diagram.finns")
    document.add_paragraph("{{ diagram.bedomningar }}")
    end(document)
    document.add_heading("Antal mål per bedömning", 2)
    keys = ("mal", "kvalitetsmal", "indikatorer", "totalt")
    figures = tuple(f"{{{{ rad.{key} }}}}" for key in keys)
    table(
        document,
        "Bedömningar av mål och indikatorer, antal",
        "Antal mål, kvalitetsmål och indikatorer med varje bedömning.",
        [
            Column("Bedömning", 5.6, figures=False),
            *(Column(title, 2.6) for title in ("Mål", "Kvalitetsmål", "Indikatorer", "Totalt")),
        ],
        (
            Line(
                ("{% for rad in antal.nivaer.rader %}{% if rad.summa %}{{ rad.tecken }}", *figures),
                total=True,
            ),
            Line(("{% else %}{{ rad.tecken }}", *figures[:-1], figures[-1] + "{% endif %}{% endfor %}")),
        ),
    )
    _by_meaning(
        document,
        "bedomningar",
        "Bedömningar per fokusområde, antal",
        "Antal mål, kvalitetsmål och indikatorer per fokusområde efter bedömning.",
    )
    _by_meaning(document, "uppdrag", "Uppdrag per fokusområde, antal", "Antal uppdrag per fokusområde efter status.")
    _by_meaning(
        document,
        "trender",
        "Trender per fokusområde, antal",
        "Antal utvecklingsområden och indikatorer per fokusområde efter trend.",
    )
    note(document, "noter.bedomning")


def _by_meaning(document: WordDocument, group: str, caption: str, description: str) -> None:
    """Add a table of how many stand how, one row a fokusområde, when there is anything to count."""
    figures = tuple(f"{{{{ rad.{key} }}}}" for key in (*_MEANINGS, "totalt"))
    when(document, f"antal.{group}.finns")
    table(
        document,
        caption,
        description,
        [
            Column("Fokusområde", 5.0, figures=False),
            *(Column(f"{{{{ antal.{group}.rubrik.{key} }}}}", 2.3) for key in _MEANINGS),
            Column("Summa", 1.8),
        ],
        (
            Line(
                (f"{{% for rad in antal.{group}.omraden %}}{{% if rad.summa %}}{{{{ rad.namn }}}}", *figures),
                total=True,
            ),
            Line(("{% else %}{{ rad.namn }}", *figures[:-1], figures[-1] + "{% endif %}{% endfor %}")),
        ),
    )
    end(document)


def _focus_areas(document: WordDocument) -> None:
    document.add_heading("Fokusområden och fullmäktigemål", 1)
    table(
        document,
        "Fokusområden och fullmäktigemål",
        "Varje fokusområde med de fullmäktigemål som hör till det.",
        [Column("Fokusområde", 6.0, figures=False), Column("Fullmäktigemål", 10.0, figures=False)],
        (Line(("{% for rad in fokus %}{{ rad.namn }}", "{{ rad.mal }}{% endfor %}")),),
        together=False,
    )


def _by_focus(document: WordDocument) -> None:
    document.add_heading("Mål och uppdrag per fokusområde", 1)
    document.add_paragraph("{% for omrade in fokus %}")
    when(document, "omrade.finns")
    document.add_heading("{{ omrade.namn }}", 2)
    when(document, "omrade.beskrivning")
    document.add_paragraph("{{ omrade.beskrivning }}")
    end(document)
    table(
        document,
        "Mål och uppdrag",
        "Fokusområdets mål och uppdrag med bedömning eller status och enheternas kommentarer.",
        [
            Column("Mål eller uppdrag", 5.0, figures=False),
            Column("Bedömning eller status", 3.1, figures=False),
            Column("Kommentar", 7.9, figures=False),
        ],
        (
            Line(("{% for rad in omrade.rader %}{% if rad.rubrik %}{{ rad.namn }}", "", ""), total=True),
            Line(
                (
                    "{% elif rad.uppdrag %}Uppdrag: {{ rad.namn }}{% if rad.tid %} ({{ rad.tid }}){% endif %}",
                    "{{ rad.bedomning }}",
                    "{{ rad.kommentar }}",
                )
            ),
            Line(("{% else %}{{ rad.namn }}", "{{ rad.bedomning }}", "{{ rad.kommentar }}{% endif %}{% endfor %}")),
        ),
        together=False,
    )
    end(document)
    end(document, "endfor")


def _deeper(document: WordDocument) -> None:
    when(document, "fordjupning.finns")
    document.add_heading("Fördjupad uppföljning", 1)
    document.add_paragraph("{% for nod in fordjupning.noder %}")
    for level, tag in ((2, "if nod.niva == 1"), (3, "elif nod.niva == 2"), (4, "else")):
        document.add_paragraph(f"{{% {tag} %}}")
        document.add_heading("{{ nod.slag }}: {{ nod.namn }}", level)
    end(document)
    _fact(document, "Fokus", "nod.fokus", "nod.fokus")
    _fact(document, "Ansvarig", "nod.ansvarig", "nod.ansvarig")
    _fact(document, "Mäts i", "nod.matt", "nod.matt")
    _fact(document, "Bedömning", "nod.bedomning", "nod.bedoms", "{% if nod.ledande %} (den ansvarigas){% endif %}")
    _fact(document, "Trend", "nod.trend", "nod.har_trend")
    when(document, "nod.beskrivning")
    document.add_paragraph("{{ nod.beskrivning }}")
    end(document)
    _indicator(document)
    _by_area(document)
    end(document, "endfor")
    end(document)


def _fact(document: WordDocument, label: str, name: str, condition: str, suffix: str = "") -> None:
    when(document, condition)
    paragraph = document.add_paragraph(style=look.LABEL)
    paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(f"{{{{ {name} }}}}{suffix}")
    end(document)


def _indicator(document: WordDocument) -> None:
    when(document, "nod.indikator")
    when(document, "nod.enheter")
    when(document, "nod.konsuppdelat")
    _outcomes(document, ("utfall", "kvinnor", "man"), ("Utfall", "Kvinnor", "Män"), 3.5, 1.65)
    end(document, "else")
    _outcomes(document, ("utfall",), ("Utfall",), 6.2, 1.8)
    end(document)
    end(document, "else")
    document.add_paragraph("Ingen enhet har lämnat uppgifter om indikatorn.")
    end(document)
    end(document)


def _outcomes(
    document: WordDocument, keys: tuple[str, ...], titles: tuple[str, ...], name_cm: float, figure_cm: float
) -> None:
    """Add the table of an indicator: a row an enhet, and the nämnd last when there are several."""
    signs = (look.TEXT_WIDTH_CM - name_cm - _TARGET_CM - figure_cm * len(keys)) / 2

    def cells(row: str) -> tuple[str, ...]:
        return (
            f"{{{{ {row}.malvarde }}}}",
            *(f"{{{{ {row}.{key} }}}}" for key in keys),
            f"{{{{ {row}.bedomning }}}}",
            f"{{{{ {row}.trend }}}}",
        )

    units, whole = cells("rad"), cells("nod")
    table(
        document,
        "Utfall, bedömning och trend",
        "Indikatorns målvärde, utfall, bedömning och trend för varje enhet som följer den, och för nämnden.",
        [
            Column("Enhet", name_cm, figures=False),
            Column("Målvärde", _TARGET_CM),
            *(Column(title, figure_cm) for title in titles),
            Column("Bedömning", signs, figures=False),
            Column("Trend", signs, figures=False),
        ],
        (
            Line(("{% for rad in nod.enheter %}{{ rad.namn }}", *units[:-1], units[-1] + "{% endfor %}")),
            Line(("{% if nod.flera %}{{ namnd }}", *whole[:-1], whole[-1] + "{% endif %}"), total=True),
        ),
        together=False,
    )


def _by_area(document: WordDocument) -> None:
    """Add what each verksamhetsområde says: Samlad bedömning, Orsak and Åtgärd of its enheter."""
    document.add_paragraph("{% for omrade in nod.omraden %}")
    lead = document.add_paragraph(style=look.LEAD)
    lead.paragraph_format.space_before = Pt(8)
    lead.add_run("{{ omrade.namn }}").bold = True
    lead.add_run("{% if omrade.bedomning %}: {{ omrade.bedomning }}{% endif %}")
    lead.add_run("{% if omrade.trend %}{% if omrade.bedomning %}, {% else %}: {% endif %}{{ omrade.trend }}{% endif %}")
    document.add_paragraph("{% for del in omrade.delar %}")
    for label, name in (("Samlad bedömning", "samlad"), ("Orsak", "orsak"), ("Åtgärd", "atgard")):
        when(document, f"del.{name}")
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label}, {{{{ del.enhet }}}}: ").bold = True
        paragraph.add_run(f"{{{{ del.{name} }}}}")
        end(document)
    end(document, "endfor")
    end(document, "endfor")
