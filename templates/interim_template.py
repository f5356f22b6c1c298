"""The template of the delårsbokslut: uppdrag, driftbudget with reasons, investments, staff, internkontroll, future."""

from __future__ import annotations

from docx.document import Document as WordDocument

from templates import look
from templates.parts import chapter, each, end, front, keep_headings, lead, moved, note, when, written
from templates.pieces import Column, Line, table
from templates.properties import describe


def build() -> WordDocument:
    """Return the template as a document."""
    document = look.blank()
    describe(document, "{{ dokument.namn }}", "{{ namnd }}", "{{ kommun }}")
    front(document, "{% if period.steg %}{{ period.steg }}{% endif %}")
    _assignments(document)
    _budget(document)
    _investments(document)
    _staff(document)
    document.add_heading("Internkontroll", 1)
    written(document, "texter.kvalitet", 2)
    document.add_heading("Händelser", 1)
    written(document, "texter.handelser", 2)
    document.add_heading("Framtiden", 1)
    written(document, "texter.framtid", 2)
    return document


def _assignments(document: WordDocument) -> None:
    chapter(document, "Uppdrag")
    when(document, "uppdrag.finns")
    columns = [
        Column("Uppdrag", 6.0, figures=False),
        Column("Status", 2.8, figures=False),
        Column("Kommentar", 7.2, figures=False),
    ]
    made = table(
        document,
        "Uppdrag och hur långt de har kommit",
        "Varje uppdrag med status och enheternas kommentarer, efter målområde.",
        columns,
        (
            Line(("{% for rad in uppdrag.rader %}{% if rad.rubrik %}{{ rad.namn }}", "", ""), total=True),
            Line(
                ("{% else %}{{ rad.namn }}", "{{ rad.status }}", "{{ rad.kommentar }}{% endif %}{% endfor %}"),
            ),
        ),
        together=False,
    )
    keep_headings(made)
    document.add_heading("Genomförda uppdrag", 2)
    when(document, "uppdrag.finns_genomforda")
    table(
        document,
        "Genomförda uppdrag",
        "De uppdrag som är avslutade och vad de ledde till.",
        [Column("Uppdrag", 6.0, figures=False), Column("Genomförda uppdrag", 10.0, figures=False)],
        (Line(("{% for rad in uppdrag.genomforda %}{{ rad.namn }}", "{{ rad.kommentar }}{% endfor %}")),),
        together=False,
    )
    end(document, "else")
    document.add_paragraph("Inget uppdrag är avslutat.")
    end(document)
    document.add_heading("Sammanfattning målavstämning", 2)
    keys = ("medel", "svagt", "bra", "inget", "totalt")
    figures = tuple(f"{{{{ rad.{key} }}}}" for key in keys)
    table(
        document,
        "Uppdrag efter målområde och status, antal",
        "Antal uppdrag per målområde efter status, och summan.",
        [
            Column("Målområde", 5.2, figures=False),
            Column("Antal påbörjade", 2.2),
            Column("Antal ej påbörjade", 2.2),
            Column("Antal avslutade", 2.2),
            Column("Utan status", 2.2),
            Column("Summa", 2.0),
        ],
        (
            Line(("{% for rad in mal.omraden %}{% if rad.summa %}{{ rad.namn }}", *figures), total=True),
            Line(("{% else %}{{ rad.namn }}", *figures[:-1], figures[-1] + "{% endif %}{% endfor %}")),
        ),
    )
    document.add_paragraph(
        "Ett uppdrag som flera enheter har är avslutat när alla har avslutat det, och inte påbörjat så länge ingen har "
        "börjat.",
        style=look.NOTE,
    )
    end(document, "else")
    document.add_paragraph("Grunddata har inga uppdrag.")
    end(document)


def _money_table(document: WordDocument, caption: str, description: str, rows: str, first: str) -> None:
    cells = (
        "{{ rad.budget | tkr }}",
        "{{ rad.utfall | tkr }}",
        "{{ rad.forbrukning | num(1) }}",
        "{{ rad.prognos | tkr }}",
        "{{ rad.avvikelse | tkr }}",
    )
    table(
        document,
        caption,
        description,
        [
            Column(first, 3.9, figures=False),
            Column("Budget {{ period.ar }}", 2.4),
            Column("{{ period.utfall }}", 2.7),
            Column("Förbrukning %", 2.4),
            Column("Årsprognos {{ period.ar }}", 2.4),
            Column("Avvikelse", 2.2),
        ],
        (
            Line((f"{{% for rad in {rows} %}}{{% if rad.total %}}{{{{ rad.namn }}}}", *cells), total=True),
            Line(("{% else %}{{ rad.namn }}", *cells[:-1], cells[-1] + "{% endif %}{% endfor %}")),
        ),
    )


def _budget(document: WordDocument) -> None:
    document.add_heading("Driftbudget", 1)
    note(document, "noter.saknade")
    _money_table(
        document,
        "Driftbudget, tkr",
        "Årets budget, utfall, förbrukning i procent, årsprognos och avvikelse för intäkter, personalkostnader, övriga "
        "kostnader och nettokostnader, i tusental kronor.",
        "drift.budget.rader",
        "tkr",
    )
    note(document, "drift.budget.not")
    document.add_paragraph(
        "Riktpunkten för förbrukningen är {{ drift.total.riktpunkt }}. Avvikelse = budget − årsprognos.",
        style=look.NOTE,
    )
    when(document, "diagram.har_budget")
    document.add_paragraph("{{ diagram.budget }}")
    end(document)
    moved(document, 2)
    document.add_heading("Kommentarer till avvikelser", 2)
    when(document, "drift.budget.utan_kommentar")
    document.add_paragraph("{{ drift.budget.utan_kommentar }}")
    end(document)
    each(document, "rad", "drift.budget.kommentarer")
    document.add_heading("{{ rad.rubrik }}", 3)
    document.add_paragraph("{{ rad.text }}")
    when(document, "rad.forklaringar")
    lead(document, "Enheternas förklaringar, största avvikelsen först:")
    document.add_paragraph("{{ rad.forklaringar }}")
    end(document)
    end(document, "endfor")
    document.add_heading("Driftbudget per verksamhetsområde", 2)
    _money_table(
        document,
        "Nettokostnader per verksamhetsområde, tkr",
        "Årets budget, utfall, förbrukning i procent, årsprognos och avvikelse för varje verksamhetsområde, netto i "
        "tusental kronor.",
        "drift.omraden.rader",
        "tkr, netto",
    )
    note(document, "drift.omraden.not")
    when(document, "diagram.har_forbrukning")
    document.add_paragraph("{{ diagram.forbrukning }}")
    end(document)


def _investments(document: WordDocument) -> None:
    document.add_heading("Investeringsbudget", 1)
    keys = ("budget", "utfall", "prognos", "avvikelse")

    def cells(prefix: str, name: str, suffix: str = "") -> tuple[str, ...]:
        # A row without any project is left blank, not filled with dashes.
        amounts = [f"{{% if rad.finns %}}{{{{ rad.{key} | tkr }}}}{{% endif %}}" for key in keys]
        return (f"{prefix}{name}", *amounts[:-1], amounts[-1] + suffix)

    table(
        document,
        "Investeringsbudget, tkr",
        "Årets budget, utfall, årsprognos och avvikelse för investeringar, i tusental kronor.",
        [
            Column("tkr", 5.6, figures=False),
            Column("Budget {{ period.ar }}", 2.6),
            Column("{{ period.utfall }}", 2.6),
            Column("Årsprognos {{ period.ar }}", 2.7),
            Column("Avvikelse", 2.5),
        ],
        (
            Line(cells("{% for rad in investering.rader %}{% if rad.summa %}", "Nettoinvesteringar"), total=True),
            Line(cells("{% else %}", "{{ rad.namn }}", "{% endif %}{% endfor %}")),
        ),
    )
    note(document, "investering.not")
    when(document, "investering.text")
    lead(document, "Enheternas kommentarer:")
    document.add_paragraph("{{ investering.text }}")
    end(document)


def _staff(document: WordDocument) -> None:
    document.add_heading("Personalsituationen", 1)
    keys = ("budget", "utfall", "prognos")

    def row(name: str, suffix: str) -> Line:
        path = f"personal.situation.{name}"
        return Line((f"{{{{ {path}.namn }}}}", *(f"{{{{ {path}.{key}{suffix} }}}}" for key in keys)))

    table(
        document,
        "Personalsituationen",
        "Antal årsarbetare och summa löner och arvoden i tusental kronor: budget, utfall och årsprognos.",
        [
            Column("Uppgift", 6.4, figures=False),
            Column("Budget {{ period.ar }}", 3.2),
            Column("{{ period.utfall }}", 3.2),
            Column("Årsprognos {{ period.ar }}", 3.2),
        ],
        (row("arsarbetare", ""), row("loner", " | tkr")),
    )
    when(document, "texter.personal.finns")
    written(document, "texter.personal", 2)
    end(document)
