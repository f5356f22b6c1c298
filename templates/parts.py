"""What the templates share: cover, running heads, conditions, notes, and sections of words."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.shared import Pt
from docx.table import Table

from templates import look
from templates.pieces import Column, Line, contents, logo, running_heads, table
from xltools.excel.styles import NAVY


def cover(document: WordDocument, subtitle: str, below: str = "") -> None:
    """Add the cover; `subtitle` stands below the title, `below` is a last line."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    head = section.first_page_header.paragraphs[0]
    head.style = look.COVER_NAME
    head.add_run("{{ kommun }}")
    logo(head)
    section.first_page_footer.paragraphs[0].add_run("{{ avsandare.postadress }}")
    document.add_paragraph("{{ dokument.titel }}", style="Title")
    ruled = document.add_paragraph(subtitle, style="Subtitle")
    look.rule(ruled._p.get_or_add_pPr(), "bottom", NAVY, 24, space=14)
    document.add_paragraph("{{ namnd }}", style=look.COVER_NAME)
    document.add_paragraph("{{ forvaltning }}", style=look.COVER_LINE)
    if below:
        document.add_paragraph(below, style=look.COVER_LINE)


def front(document: WordDocument, below: str = "", *, levels: int = 2) -> None:
    """Add cover, contents of so many levels, and running heads; `below` is a last line of the cover."""
    cover(document, "{{ period.rubrik }}", below)
    contents(document, levels=levels)
    running_heads(document, "{{ kommun }} · {{ namnd }}", "{{ dokument.titel }} {{ period.namn }}", "{{ forvaltning }}")


def chapter(document: WordDocument, heading: str, level: int = 1) -> None:
    """Add a heading that begins a new page."""
    made = document.add_heading(heading, level)
    made.paragraph_format.page_break_before = True
    made.paragraph_format.space_before = 0


def when(document: WordDocument, condition: str) -> None:
    """Open what is shown on a condition."""
    document.add_paragraph(f"{{% if {condition} %}}")


def each(document: WordDocument, variable: str, rows: str) -> None:
    """Open what is repeated for each row."""
    document.add_paragraph(f"{{% for {variable} in {rows} %}}")


def end(document: WordDocument, tag: str = "endif") -> None:
    """Close what was opened, or go on with `else`."""
    document.add_paragraph(f"{{% {tag} %}}")


def note(document: WordDocument, *names: str) -> None:
    """Add a note under a table for each of these that says anything."""
    for name in names:
        document.add_paragraph(f"{{% if {name} %}}{{{{ {name} }}}}{{% endif %}}", style=look.NOTE)


def keep_headings(made: Table) -> None:
    """Keep the heading rows within a table, which its first line makes, on the page of what they stand above."""
    for cell in made.rows[1].cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def lead(document: WordDocument, text: str) -> None:
    """Add the line that leads to a list, with air above it since it may follow a table."""
    document.add_paragraph(text, style=look.LEAD).paragraph_format.space_before = Pt(8)


def moved(document: WordDocument, level: int, *, rows: bool = False) -> None:
    """Add what has moved since the last forecast, where there is one: draft, waterfall, and with `rows` a table."""
    when(document, "brygga.prognos.finns")
    document.add_heading("Förändring sedan förra prognosen", level)
    text = document.add_paragraph("{{ brygga.prognos.text }}")
    when(document, "brygga.prognos.har_diagram")
    text.paragraph_format.keep_with_next = True
    document.add_paragraph("{{ brygga.prognos.diagram }}")
    end(document)
    if rows:
        table(
            document,
            "Från förra prognosen till nu, tkr",
            "Förra prognosens avvikelse mot budget, hur mycket varje verksamhetsområde har ändrats, och avvikelsen nu, "
            "i tusental kronor. Plus är en förbättring.",
            [Column("tkr", 10.0, figures=False), Column("Avvikelse mot budget", 4.0)],
            (
                Line(
                    (
                        "{% for rad in brygga.prognos.rader %}{% if rad.total %}{{ rad.namn }}",
                        "{{ rad.belopp | tkr }}",
                    ),
                    bold=True,
                ),
                Line(("{% else %}{{ rad.namn }}", "{{ rad.belopp | tkr }}{% endif %}{% endfor %}"), indented=True),
            ),
        )
        note(document, "brygga.prognos.not")
    end(document)


def written(document: WordDocument, section: str, level: int) -> None:
    """Add a section of the enheter's own words under område and enhet, or its draft; `level` is that of områden."""
    when(document, f"{section}.finns")
    each(document, "omrade", f"{section}.omraden")
    document.add_heading("{{ omrade.namn }}", level)
    each(document, "enhet", "omrade.enheter")
    document.add_heading("{{ enhet.namn }}", level + 1)
    document.add_paragraph("{{ enhet.text }}")
    for tag in ("endfor", "endfor", "else"):
        end(document, tag)
    document.add_paragraph(f"{{{{ {section}.text }}}}")
    end(document)
