"""The template of the nämndplan: numbered sections from Syfte to Verksamhetsmått, with next year's budget."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.table import _Row
from docx.text.paragraph import Paragraph

from templates import look
from templates.numbering import number_headings
from templates.pieces import Column, Line, contents, logo, running_heads, table
from templates.properties import describe
from xltools.excel.styles import NAVY


def build() -> WordDocument:
    """Return the template as a document."""
    document = look.blank()
    number_headings(document)
    describe(document, "{{ dokument.namn }}", "{{ namnd }}", "{{ kommun }}")
    _cover(document)
    contents(document)
    _written(document, "Syfte", "syfte", 1, first=True)
    document.add_heading("Förutsättningar", 1)
    for heading, name in (
        ("Ordförande har ordet", "ordforande"),
        ("Förbättringsområden", "forbattringar"),
        ("Lagändringar", "lagandringar"),
        ("Omvärld", "omvarld"),
    ):
        _written(document, heading, name, 2)
    _goals(document)
    document.add_heading("Ekonomi", 1)
    _economy(document)
    _investments(document)
    document.add_heading("Organisation och verksamhet", 1)
    _organisation(document)
    _measures(document)
    running_heads(document, "{{ kommun }} · {{ namnd }}", "{{ dokument.titel }} {{ plan.ar }}", "{{ forvaltning }}")
    return document


def _cover(document: WordDocument) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    head = section.first_page_header.paragraphs[0]
    head.style = look.COVER_NAME
    head.add_run("{{ kommun }}")
    logo(head)
    section.first_page_footer.paragraphs[0].add_run("{{ avsandare.postadress }}")
    document.add_paragraph("{{ dokument.titel }}", style="Title")
    subtitle = document.add_paragraph("{{ plan.ar }}", style="Subtitle")
    look.rule(subtitle._p.get_or_add_pPr(), "bottom", NAVY, 24, space=14)
    document.add_paragraph("{{ namnd }}", style=look.COVER_NAME)
    document.add_paragraph("{{ forvaltning }}", style=look.COVER_LINE)
    document.add_paragraph("Investeringsplan {{ plan.span }}", style=look.COVER_LINE)


def _if(document: WordDocument, condition: str) -> None:
    document.add_paragraph(f"{{% if {condition} %}}")


def _end(document: WordDocument, tag: str = "endif") -> None:
    document.add_paragraph(f"{{% {tag} %}}")


def _note(document: WordDocument, *names: str) -> None:
    """Add a note under a table for each of these that says anything."""
    for name in names:
        document.add_paragraph(f"{{% if {name} %}}{{{{ {name} }}}}{{% endif %}}", style=look.NOTE)


def _written(document: WordDocument, heading: str, section: str, level: int, *, first: bool = False) -> None:
    made = document.add_heading(heading, level)
    if first:
        _on_new_page(made)
    _if(document, f"texter.{section}.flera")
    document.add_paragraph(f"{{% for enhet in texter.{section}.enheter %}}")
    document.add_heading("{{ enhet.namn }}", level + 1)
    document.add_paragraph("{{ enhet.text }}")
    _end(document, "endfor")
    _end(document, "else")
    document.add_paragraph(f"{{{{ texter.{section}.text }}}}")
    _end(document)


def _on_new_page(heading: Paragraph) -> None:
    heading.paragraph_format.page_break_before = True
    heading.paragraph_format.space_before = 0


def _goals(document: WordDocument) -> None:
    _on_new_page(document.add_heading("Mål och uppdrag", 1))
    _if(document, "mal.finns")
    document.add_paragraph("{% for nod in mal.noder %}")
    for level, tag in ((2, "if nod.niva == 1"), (3, "elif nod.niva == 2"), (4, "else")):
        document.add_paragraph(f"{{% {tag} %}}")
        document.add_heading("{% if nod.slag %}{{ nod.slag }}: {% endif %}{{ nod.namn }}", level)
    _end(document)
    _if(document, "nod.beskrivning")
    lead = document.add_paragraph(style=look.LEAD)
    lead.add_run("{{ nod.ledtext }}").italic = True
    document.add_paragraph("{{ nod.beskrivning }}")
    _end(document)
    _if(document, "nod.planering")
    lead = document.add_paragraph(style=look.LEAD)
    lead.add_run("Planeringskommentar").italic = True
    document.add_paragraph("{{ nod.planering }}")
    _end(document)
    _if(document, "nod.tid")
    document.add_paragraph("{{ nod.tid }}.", style=look.LABEL)
    _end(document)
    _if(document, "nod.matt")
    keys = ("utfall", "mal", "nasta_mal")
    table(
        document,
        "Mått och målvärden",
        "Målets mått med utfall hittills i år och målvärden i år och nästa år.",
        [
            Column("Mått", 8.6, figures=False),
            *(Column(f"{{{{ mal.rubrik.{key} }}}}", width) for key, width in zip(keys, (3.4, 2.0, 2.0), strict=True)),
        ],
        (_row("nod.matt", ("rubrik", *keys)),),
        together=False,
    )
    _end(document)
    _if(document, "nod.aktiviteter")
    table(
        document,
        "Handlingsplan",
        "Aktiviteter med beskrivning och önskad effekt.",
        [
            Column("Aktivitet", 4.4, figures=False),
            Column("Beskrivning", 6.2, figures=False),
            Column("Önskad effekt", 5.4, figures=False),
        ],
        (
            Line(
                (
                    "{% for rad in nod.aktiviteter %}{{ rad.namn }}{% if rad.tid %} ({{ rad.tid }}){% endif %}",
                    "{{ rad.beskrivning }}",
                    "{{ rad.effekt }}{% endfor %}",
                )
            ),
        ),
        together=False,
    )
    _end(document)
    _end(document, "endfor")
    _note(document, "mal.avslutade")
    _end(document, "else")
    document.add_paragraph("Inga mål är beslutade för {{ plan.ar }}.")
    _end(document)


def _keep_with_next(row: _Row) -> None:
    for cell in row.cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _row(rows: str, keys: Sequence[str]) -> Line:
    cells = [f"{{{{ rad.{key} }}}}" for key in keys]
    return Line((f"{{% for rad in {rows} %}}{cells[0]}", *cells[1:-1], f"{cells[-1]}{{% endfor %}}"))


def _economy(document: WordDocument) -> None:
    document.add_heading("Ekonomisk sammanställning", 2)
    document.add_paragraph("{{ ekonomi.text }}")
    keys = ("prognos", "budget", "nasta_budget")
    amounts = [f"{{{{ rad.{key} | tkr }}}}" for key in keys]
    made = table(
        document,
        "Ekonomisk sammanställning, nettokostnad, tkr",
        "Årets prognos och budget och nästa års budget i tusental kronor per verksamhetsområde.",
        [
            Column("Verksamhetsområde", 7.6, figures=False),
            *(Column(f"{{{{ ekonomi.rubrik.{key} }}}}", 2.8) for key in keys),
        ],
        (
            Line(("{% for rad in ekonomi.rader %}{% if rad.total %}{{ rad.namn }}", *amounts), total=True),
            Line(("{% else %}{{ rad.namn }}", *amounts[:-1], amounts[-1] + "{% endif %}{% endfor %}")),
        ),
    )
    _keep_with_next(made.rows[1])  # the total goes with the note on its sign
    _note(document, "ekonomi.tecken", "ekonomi.saknas", "noter.saknade", "ekonomi.not")
    _chart(document, "nettokostnad")


def _chart(document: WordDocument, name: str) -> None:
    _if(document, f"diagram.visar_{name}")
    document.add_paragraph(f"{{{{ diagram.{name} }}}}")
    _end(document)


def _investments(document: WordDocument) -> None:
    document.add_heading("Investeringsplan {{ investering.span }}", 2)
    document.add_paragraph("{{ investering.text }}")
    _if(document, "investering.finns")
    keys = ("ar1", "ar2", "ar3", "ar4")
    amounts = [f"{{{{ rad.{key} | tkr }}}}" for key in keys]
    table(
        document,
        "Investeringsplan {{ investering.span }}, tkr",
        "Planerade investeringar i tusental kronor per projekt och år.",
        [
            Column("Investering", 8.0, figures=False),
            *(Column(f"{{{{ investering.rubrik.{key} }}}}", 2.0) for key in keys),
        ],
        (
            Line(("{% for rad in investering.rader %}{% if rad.total %}{{ rad.namn }}", *amounts), total=True),
            Line(("{% elif rad.grupp %}{{ rad.namn }}", *amounts), bold=True),
            Line(("{% elif rad.projekt %}{{ rad.namn }}", *amounts), indented=True),
            Line(("{% else %}{{ rad.namn }}", *amounts[:-1], amounts[-1] + "{% endif %}{% endfor %}")),
        ),
    )
    _note(document, "investering.tecken", "investering.not")
    _chart(document, "investeringar")
    _end(document)


def _organisation(document: WordDocument) -> None:
    document.add_heading("Organisation", 2)
    document.add_paragraph("{{ organisation.text }}")
    counts = ("{{ rad.verksamheter }}", "{{ rad.enheter }}")
    table(
        document,
        "Organisation, antal",
        "Antal verksamheter och enheter i varje verksamhetsområde.",
        [Column("Verksamhetsområde", 9.6, figures=False), Column("Verksamheter", 3.2), Column("Enheter", 3.2)],
        (
            Line(("{% for rad in organisation.rader %}{% if rad.total %}{{ rad.namn }}", *counts), total=True),
            Line(("{% else %}{{ rad.namn }}", counts[0], counts[1] + "{% endif %}{% endfor %}")),
        ),
    )
    document.add_heading("Basverksamhet", 2)
    cells = ("{{ rad.namn }}", "{{ rad.enheter }}", "{{ rad.budget | tkr }}")
    table(
        document,
        "Basverksamhet, nettokostnad, tkr",
        "Verksamheterna i varje verksamhetsområde med sina enheter och nästa års budget i tusental kronor.",
        [
            Column("Verksamhet", 6.4, figures=False),
            Column("Enheter", 6.6, figures=False),
            Column("{{ basverksamhet.rubrik }}", 3.0),
        ],
        (
            Line(
                (f"{{% for rad in basverksamhet.rader %}}{{% if rad.omrade %}}{cells[0]}", cells[1], cells[2]),
                total=True,
            ),
            Line((f"{{% else %}}{cells[0]}", cells[1], cells[2] + "{% endif %}{% endfor %}"), indented=True),
        ),
        together=False,
    )
    _note(document, "ekonomi.tecken")


def _measures(document: WordDocument) -> None:
    document.add_heading("Verksamhetsmått", 2)
    _if(document, "matt.finns")
    keys, widths = ("forra", "utfall", "mal", "nasta_mal"), (2.2, 3.4, 1.8, 1.8)
    figures = [f"{{{{ rad.{key} }}}}" for key in keys]
    made = table(
        document,
        "Verksamhetsmått per verksamhet",
        "Förra årets utfall, årets utfall hittills och målvärden i år och nästa år för varje mått.",
        [
            Column("Mått", 6.8, figures=False),
            *(Column(f"{{{{ matt.rubrik.{key} }}}}", width) for key, width in zip(keys, widths, strict=True)),
        ],
        (
            Line(("{% for rad in matt.rader %}{% if rad.grupp %}{{ rad.namn }}", *("",) * len(keys)), total=True),
            Line(
                (
                    "{% else %}{{ rad.rubrik }}{% if rad.not %} {{ rad.not }}{% endif %}",
                    *figures[:-1],
                    figures[-1] + "{% endif %}{% endfor %}",
                )
            ),
        ),
        together=False,
    )
    _keep_with_next(made.rows[1])  # the name of a verksamhet goes with its first measure
    document.add_paragraph("{% for rad in matt.fotnoter %}")
    document.add_paragraph("{{ rad }}", style=look.NOTE)
    _end(document, "endfor")
    _end(document, "else")
    document.add_paragraph("Grunddata har inga mått för nämndplanen.")
    _end(document)
