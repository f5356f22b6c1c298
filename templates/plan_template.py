"""The template of the nämndplan: numbered sections from Syfte to Verksamhetsmått, with next year's budget."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.table import _Row
from docx.text.paragraph import Paragraph

from templates import look
from templates.numbering import number_headings
from templates.parts import cover, end, note, when
from templates.pieces import Column, Line, contents, running_heads, table
from templates.properties import describe


def build() -> WordDocument:
    """Return the template as a document."""
    document = look.blank()
    number_headings(document)
    describe(document, "{{ dokument.namn }}", "{{ namnd }}", "{{ kommun }}")
    cover(document, "{{ plan.ar }}", "Investeringsplan {{ plan.span }}")
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


def _written(document: WordDocument, heading: str, section: str, level: int, *, first: bool = False) -> None:
    made = document.add_heading(heading, level)
    if first:
        _on_new_page(made)
    when(document, f"texter.{section}.flera")
    document.add_paragraph(f"{{% for enhet in texter.{section}.enheter %}}")
    document.add_heading("{{ enhet.namn }}", level + 1)
    document.add_paragraph("{{ enhet.text }}")
    end(document, "endfor")
    end(document, "else")
    document.add_paragraph(f"{{{{ texter.{section}.text }}}}")
    end(document)


def _on_new_page(heading: Paragraph) -> None:
    heading.paragraph_format.page_break_before = True
    heading.paragraph_format.space_before = 0


def _goals(document: WordDocument) -> None:
    _on_new_page(document.add_heading("Mål och uppdrag", 1))
    when(document, "mal.finns")
    document.add_paragraph("{% for nod in mal.noder %}")
    for level, tag in ((2, "if nod.niva == 1"), (3, "elif nod.niva == 2"), (4, "else")):
        document.add_paragraph(f"{{% {tag} %}}")
        document.add_heading("{% if nod.slag %}{{ nod.slag }}: {% endif %}{{ nod.namn }}", level)
    end(document)
    when(document, "nod.beskrivning")
    lead = document.add_paragraph(style=look.LEAD)
    lead.add_run("{{ nod.ledtext }}").italic = True
    document.add_paragraph("{{ nod.beskrivning }}")
    end(document)
    when(document, "nod.planering")
    lead = document.add_paragraph(style=look.LEAD)
    lead.add_run("Planeringskommentar").italic = True
    document.add_paragraph("{{ nod.planering }}")
    end(document)
    when(document, "nod.tid")
    document.add_paragraph("{{ nod.tid }}.", style=look.LABEL)
    end(document)
    when(document, "nod.matt")
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
    end(document)
    when(document, "nod.aktiviteter")
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
    end(document)
    end(document, "endfor")
    note(document, "mal.avslutade")
    end(document, "else")
    document.add_paragraph("Inga mål är beslutade för {{ plan.ar }}.")
    end(document)


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
    note(document, "ekonomi.tecken", "ekonomi.saknas", "noter.saknade", "ekonomi.not")
    _chart(document, "nettokostnad")


def _chart(document: WordDocument, name: str) -> None:
    when(document, f"diagram.visar_{name}")
    document.add_paragraph(f"{{{{ diagram.{name} }}}}")
    end(document)


def _investments(document: WordDocument) -> None:
    document.add_heading("Investeringsplan {{ investering.span }}", 2)
    document.add_paragraph("{{ investering.text }}")
    when(document, "investering.finns")
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
    note(document, "investering.tecken", "investering.not")
    _chart(document, "investeringar")
    end(document)


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
    note(document, "ekonomi.tecken")


def _measures(document: WordDocument) -> None:
    document.add_heading("Verksamhetsmått", 2)
    when(document, "matt.finns")
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
    end(document, "endfor")
    end(document, "else")
    document.add_paragraph("Grunddata har inga mått för nämndplanen.")
    end(document)
