"""The template of the tertialrapport: cover, contents, and the sections that a nämnd expects."""

from __future__ import annotations

from docx.document import Document as WordDocument

from templates import look
from templates.parts import cover, end, moved, note, when
from templates.pieces import Column, Line, contents, running_heads, table
from templates.properties import describe

_MONEY = ("budget", "prognos", "avvikelse")


def build() -> WordDocument:
    """Return the template as a document."""
    document = look.blank()
    describe(document, "{{ dokument.namn }}", "{{ namnd }}", "{{ kommun }}")
    cover(document, "{{ period.rubrik }}", "{% if period.steg %}{{ period.steg }}{% endif %}")
    contents(document)
    _summary(document)
    _written(document, "Verksamhetsplan", "verksamhetsplan")
    _written(document, "Väsentliga händelser", "handelser")
    _forecast(document)
    _actions(document)
    _staff(document)
    _written(document, "Kvalitet, styrning och kontroll", "kvalitet")
    running_heads(document, "{{ kommun }} · {{ namnd }}", "{{ dokument.titel }} {{ period.namn }}", "{{ forvaltning }}")
    return document


def _summary(document: WordDocument) -> None:
    first = document.add_heading("Sammanfattning", 1)
    first.paragraph_format.page_break_before = True
    first.paragraph_format.space_before = 0
    for heading, name in (
        ("Väsentliga händelser", "handelser"),
        ("Prognos", "prognos"),
        ("Åtgärder med konsekvenser", "atgarder"),
    ):
        document.add_heading(heading, 2)
        document.add_paragraph(f"{{{{ sammanfattning.{name} }}}}")


def _written(document: WordDocument, heading: str, section: str, level: int = 1) -> None:
    """Add a section of the enheter's own words under område and enhet, or its draft."""
    document.add_heading(heading, level)
    document.add_paragraph(f"{{% if texter.{section}.finns %}}")
    document.add_paragraph(f"{{% for omrade in texter.{section}.omraden %}}")
    document.add_heading("{{ omrade.namn }}", level + 1)
    document.add_paragraph("{% for enhet in omrade.enheter %}")
    document.add_heading("{{ enhet.namn }}", level + 2)
    document.add_paragraph("{{ enhet.text }}")
    for tag in ("{% endfor %}", "{% endfor %}", "{% else %}"):
        document.add_paragraph(tag)
    document.add_paragraph(f"{{{{ texter.{section}.text }}}}")
    document.add_paragraph("{% endif %}")


def _money_cells(prefix: str = "", suffix: str = "") -> tuple[str, ...]:
    """Return the cells of a row of money, with tags before the name and after the last amount."""
    amounts = [f"{{{{ rad.{key} | tkr }}}}" for key in _MONEY]
    return (f"{prefix}{{{{ rad.namn }}}}", *amounts[:-1], amounts[-1] + suffix)


def _money_table(document: WordDocument, caption: str, description: str, rows: str, columns: list[Column]) -> None:
    table(
        document,
        caption,
        description,
        columns,
        (
            Line(_money_cells(f"{{% for rad in {rows} %}}{{% if rad.total %}}"), total=True),
            Line(_money_cells("{% elif rad.summa %}"), bold=True),
            Line(_money_cells("{% elif rad.niva < 2 %}")),
            Line(_money_cells("{% else %}", "{% endif %}{% endfor %}"), indented=True),
        ),
    )


def _forecast(document: WordDocument) -> None:
    document.add_heading("Prognos", 1)
    note(document, "noter.saknade")
    document.add_heading("Driftredovisning per kostnadsslag", 2)
    document.add_paragraph("{{ drift.kostnadsslag.text }}")
    _money_table(
        document,
        "Driftredovisning per kostnadsslag, tkr",
        "Årets budget, prognos och avvikelse i tusental kronor för intäkter, kostnader och resultat.",
        "drift.kostnadsslag.rader",
        [
            Column("tkr", 7.0, figures=False),
            Column("Budget {{ period.kort }}", 3.2),
            Column("Prognos {{ period.kort }}", 3.2),
            Column("Avvikelse", 2.6),
        ],
    )
    note(document, "drift.kostnadsslag.not")
    when(document, "drift.scenario.finns")
    document.add_paragraph("{{ drift.scenario.text }}")
    end(document)
    document.add_heading("Driftredovisning per verksamhet", 2)
    document.add_paragraph("{{ drift.verksamhet.text }}")
    _money_table(
        document,
        "Driftredovisning per verksamhet, tkr",
        "Årets budget, prognos och avvikelse i tusental kronor för varje verksamhetsområde med dess processer.",
        "drift.verksamhet.rader",
        [
            Column("tkr", 7.9, figures=False),
            Column("{{ period.ar }} Budget", 2.6),
            Column("{{ period.ar }} Prognos", 2.7),
            Column("{{ period.ar }} Avvikelse", 2.8),
        ],
    )
    note(document, "drift.verksamhet.not")
    when(document, "diagram.har_avvikelse")
    document.add_paragraph("{{ diagram.avvikelse }}")
    end(document)
    moved(document, 2)
    document.add_heading("Kommentarer per verksamhetsområde", 2)
    document.add_paragraph("{% for omrade in drift.omraden %}")
    document.add_heading("{{ omrade.namn }}", 3)
    document.add_paragraph("{{ omrade.text }}")
    document.add_paragraph("{% if omrade.forklaringar %}")
    document.add_paragraph("Enheternas förklaringar, största avvikelsen först:", style=look.LEAD)
    document.add_paragraph("{{ omrade.forklaringar }}")
    document.add_paragraph("{% endif %}")
    document.add_paragraph("{% for enhet in omrade.enheter %}")
    document.add_heading("{{ enhet.namn }}", 4)
    document.add_paragraph("{{ enhet.text }}")
    document.add_paragraph("{% endfor %}")
    document.add_paragraph("{% endfor %}")
    _investment(document)


def _investment(document: WordDocument) -> None:
    document.add_heading("Investeringsredovisning", 2)

    def cells(prefix: str, suffix: str = "") -> tuple[str, ...]:
        # A row without any project is left blank, not filled with dashes.
        amounts = [f"{{% if rad.finns %}}{{{{ rad.{key} | tkr }}}}{{% endif %}}" for key in _MONEY]
        return (f"{prefix}{{{{ rad.namn }}}}", *amounts[:-1], amounts[-1] + suffix)

    table(
        document,
        "Investeringsredovisning, tkr",
        "Årets budget, prognos och avvikelse i tusental kronor för investeringar.",
        [
            Column("tkr", 7.0, figures=False),
            Column("Budget {{ period.kort }}", 3.2),
            Column("Prognos {{ period.kort }}", 3.2),
            Column("Avvikelse", 2.6),
        ],
        (
            Line(cells("{% for rad in investering.rader %}{% if rad.summa %}"), total=True),
            Line(cells("{% else %}", "{% endif %}{% endfor %}")),
        ),
    )
    note(document, "investering.not")


def _actions(document: WordDocument) -> None:
    document.add_heading("Åtgärder och konsekvenser", 1)
    document.add_paragraph("{{ atgarder.text }}")
    document.add_paragraph("{% if atgarder.finns %}")
    table(
        document,
        "Åtgärder, effekt i år, tkr",
        "Enheternas åtgärder med årets effekt i tusental kronor och konsekvenser för verksamheten.",
        [
            Column("Åtgärd", 5.2, figures=False),
            Column("Enhet", 3.2, figures=False),
            Column("Effekt, tkr", 2.0),
            Column("Konsekvens", 5.6, figures=False),
        ],
        (
            Line(
                (
                    "{% for rad in atgarder.rader %}{{ rad.text }}",
                    "{{ rad.enhet }}",
                    "{{ rad.effekt | tkr }}",
                    "{{ rad.konsekvens }}{% endfor %}",
                )
            ),
            Line(("Summa effekt", "", "{{ atgarder.summa | tkr }}", ""), total=True),
        ),
        together=False,
    )
    note(document, "atgarder.not")
    document.add_paragraph("{% endif %}")


def _staff(document: WordDocument) -> None:
    document.add_heading("Väsentliga personalförhållanden", 1)
    document.add_heading("Personalsammansättning", 2)
    document.add_paragraph("{{ personal.sammansattning.text }}")
    counts = ("personer_forra", "arsarbetare_forra", "personer", "arsarbetare")
    _by_sex(
        document,
        "Personalsammansättning",
        "Antal personer och antal årsarbetare förra året och i år, för kvinnor, män och totalt.",
        "personal.sammansattning",
        dict.fromkeys(counts, 3.2),
    )
    note(document, "personal.sammansattning.not")
    document.add_heading("Sjukfrånvaro", 2)
    document.add_paragraph("{{ personal.sjukfranvaro.text }}")
    _by_sex(
        document,
        "Sjukfrånvaro, procent av ordinarie arbetstid",
        "Sjukfrånvaro i procent av ordinarie arbetstid under fyra år, för kvinnor, män och totalt.",
        "personal.sjukfranvaro",
        dict.fromkeys(("tre_ar_sedan", "tva_ar_sedan", "forra_aret", "i_ar"), 3.2),
    )
    document.add_paragraph(
        "Totalt är vägt med ordinarie arbetstid. Sjukfrånvaron avser {{ personal.sjukfranvaro.span }} varje år.",
        style=look.NOTE,
    )
    document.add_paragraph("{% if texter.personal.finns %}")
    _written(document, "Enheternas kommentarer", "personal", level=2)
    document.add_paragraph("{% endif %}")


def _by_sex(document: WordDocument, caption: str, description: str, group: str, columns: dict[str, float]) -> None:
    figures = tuple(f"{{{{ rad.{key} }}}}" for key in columns)
    first, last = f"{{% for rad in {group}.rader %}}{{% if rad.summa %}}", "{% endif %}{% endfor %}"
    table(
        document,
        caption,
        description,
        [
            Column("Kön", look.TEXT_WIDTH_CM - sum(columns.values()), figures=False),
            *(Column(f"{{{{ {group}.rubrik.{key} }}}}", width) for key, width in columns.items()),
        ],
        (
            Line((f"{first}{{{{ rad.namn }}}}", *figures), total=True),
            Line(("{% else %}{{ rad.namn }}", *figures[:-1], figures[-1] + last)),
        ),
    )
