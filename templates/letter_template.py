"""The template of the tjänsteskrivelse: sender, ärende, proposal, background, signatures and attachments."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.shared import Pt

from templates import look
from templates.pieces import logo, running_heads
from templates.properties import describe
from xltools.excel.styles import NAVY, RULE


def build() -> WordDocument:
    """Return the template as a document."""
    document = look.blank()
    # A short ärende is to be read on one page.
    document.styles["Heading 2"].paragraph_format.space_before = Pt(10)
    describe(
        document, "{{ dokument.titel }}: {{ arende.rubrik }}", "{{ arende.handlaggare }}", "{{ arende.diarienummer }}"
    )
    _sender(document)
    for line in (
        "Handläggare: {{ arende.handlaggare }}{% if arende.telefon %}, {{ arende.telefon }}{% endif %}",
        "Datum: {{ arende.datum | datum }}",
        "Diarienummer: {{ arende.diarienummer }}",
        "Mottagare: {{ arende.namnd }}",
    ):
        document.add_paragraph(line, style=look.LABEL)
    title = document.add_heading("{{ arende.rubrik }}", 1)
    title.paragraph_format.space_before = Pt(18)
    _proposal(document)
    document.add_heading("Bakgrund", 2)
    document.add_paragraph("{{ arende.bakgrund }}")
    for heading, name in (
        ("Ekonomiska konsekvenser", "ekonomi"),
        ("Barnkonsekvensanalys", "barn"),
        ("Samråd och MBL", "samrad"),
    ):
        document.add_paragraph(f"{{% if arende.{name} %}}")
        document.add_heading(heading, 2)
        document.add_paragraph(f"{{{{ arende.{name} }}}}")
        document.add_paragraph("{% endif %}")
    _signatures(document)
    _list(document, "Bilagor", "bilagor", "{{ rad.nr }}. {{ rad.namn }}")
    _list(document, "Beslutet skickas till", "mottagare", "{{ rad.namn }}")
    running_heads(
        document,
        "{{ kommun }} · {{ namnd }}",
        "{{ dokument.titel }} {{ arende.diarienummer }}",
        "{{ forvaltning }}",
    )
    return document


def _sender(document: WordDocument) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    head = section.first_page_header.paragraphs[0]
    head.style = look.COVER_NAME
    head.paragraph_format.space_before = 0
    head.add_run("{{ kommun }}")
    logo(head)
    below = section.first_page_header.add_paragraph("{{ forvaltning }}", style=look.COVER_LINE)
    look.rule(below._p.get_or_add_pPr(), "bottom", NAVY, 12, space=6)
    foot = section.first_page_footer.paragraphs[0]
    look.rule(foot._p.get_or_add_pPr(), "top", RULE, 6, space=6)
    foot.add_run(
        "{{ kommun }}"
        "{% if avsandare.postadress %} · {{ avsandare.postadress }}{% endif %}"
        "{% if avsandare.telefon %} · {{ avsandare.telefon }}{% endif %}"
        "{% if avsandare.epost %} · {{ avsandare.epost }}{% endif %}"
        "{% if avsandare.webb %} · {{ avsandare.webb }}{% endif %}"
        "{% if avsandare.organisationsnummer %} · Org.nr {{ avsandare.organisationsnummer }}{% endif %}"
    )
    document.add_paragraph("{{ dokument.titel }}", style=look.CONTENTS).paragraph_format.space_before = Pt(12)


def _proposal(document: WordDocument) -> None:
    document.add_heading("Förslag till beslut", 2)
    document.add_paragraph("{{ arende.namnd }} beslutar").paragraph_format.keep_with_next = True
    document.add_paragraph("{% for rad in arende.forslag %}")
    document.add_paragraph("{{ rad.text }}", style="List Bullet")
    document.add_paragraph("{% endfor %}")


def _signatures(document: WordDocument) -> None:
    document.add_paragraph("{% for rad in arende.underskrifter %}")
    name = document.add_paragraph("{{ rad.namn }}", style=look.SIGNATURE)
    name.paragraph_format.keep_with_next = True
    document.add_paragraph("{{ rad.titel }}", style=look.COVER_LINE)
    document.add_paragraph("{% endfor %}")


def _list(document: WordDocument, heading: str, name: str, line: str) -> None:
    document.add_paragraph(f"{{% if arende.{name} %}}")
    document.add_heading(heading, 2)
    document.add_paragraph(f"{{% for rad in arende.{name} %}}")
    document.add_paragraph(line, style=look.LABEL)
    document.add_paragraph("{% endfor %}")
    document.add_paragraph("{% endif %}")
