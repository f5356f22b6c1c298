"""The template of the bokslut: the same block for the förvaltning and for every sektor, and the year's statsbidrag."""

from __future__ import annotations

from docx.document import Document as WordDocument

from templates import look
from templates.parts import chapter, each, end, front, keep_headings, lead, note, when
from templates.pieces import Column, Line, table
from templates.properties import describe

_MONEY = ("forra", "bokslut", "budget", "avvikelse")


def build() -> WordDocument:
    """Return the template as a document."""
    document = look.blank()
    describe(document, "{{ dokument.namn }}", "{{ namnd }}", "{{ kommun }}")
    # Every sektor has the same headings, which would only repeat themselves in the contents.
    front(document, levels=1)
    chapter(document, "{{ helheten.namn }}")
    note(document, "noter.period")
    note(document, "noter.saknade")
    _block(document, "helheten")
    each(document, "sektor", "sektorer.rader")
    chapter(document, "{{ sektor.namn }}")
    _block(document, "sektor")
    end(document, "endfor")
    _grants(document)
    return document


def _block(document: WordDocument, of: str) -> None:
    """Add the block of the förvaltning or a sektor; `of` is the name that it is quoted by."""
    document.add_heading("Resultaträkning", 2)
    _result(document, of)
    document.add_heading("Verksamhetsbeskrivning", 2)
    _words(document, f"{of}.beskrivning")
    when(document, f"{of}.har_nyckeltal")
    document.add_heading("Nyckeltal", 2)
    each(document, "nyckeltal", f"{of}.nyckeltal")
    document.add_paragraph("{{ nyckeltal.diagram }}")
    document.add_paragraph("{{ nyckeltal.kalla }}", style=look.NOTE)
    end(document, "endfor")
    end(document)
    when(document, f"{of}.har_mal")
    document.add_heading("Inriktningsmål", 2)
    _goals(document, of)
    end(document)
    document.add_heading("Analys måluppfyllelse", 2)
    _words(document, f"{of}.analys.mal")
    document.add_heading("Analys verksamhet", 2)
    _words(document, f"{of}.analys.verksamhet")
    _volumes(document, of)
    document.add_heading("Analys ekonomi", 2)
    _words(document, f"{of}.analys.ekonomi")
    _by_part(document, of)
    document.add_heading("Åtgärder för att komma i balans", 2)
    document.add_paragraph(f"{{{{ {of}.atgarder.text }}}}")
    _actions(document, of)
    document.add_heading("Framtid", 2)
    _words(document, f"{of}.framtid")


def _words(document: WordDocument, section: str) -> None:
    """Add what each enhet has written under its name, or the draft where none has."""
    when(document, f"{section}.finns")
    each(document, "enhet", f"{section}.enheter")
    document.add_heading("{{ enhet.namn }}", 3)
    document.add_paragraph("{{ enhet.text }}")
    end(document, "endfor")
    end(document, "else")
    document.add_paragraph(f"{{{{ {section}.text }}}}")
    end(document)


def _money(prefix: str = "", suffix: str = "") -> tuple[str, ...]:
    amounts = [f"{{{{ rad.{key} | tkr }}}}" for key in _MONEY]
    return (f"{prefix}{{{{ rad.namn }}}}", *amounts[:-1], amounts[-1] + suffix)


def _columns(first: str) -> list[Column]:
    return [
        Column(first, 5.4, figures=False),
        Column("Bokslut {{ period.forra_ar }}", 2.7),
        Column("Bokslut {{ period.ar }}", 2.6),
        Column("Budget {{ period.ar }}", 2.6),
        Column("Avvikelse {{ period.ar }}", 2.7),
    ]


def _result(document: WordDocument, of: str) -> None:
    table(
        document,
        "Resultaträkning, tkr",
        "Förra årets bokslut, årets bokslut, budget och avvikelse i tusental kronor för intäkter, kostnader och "
        "resultat.",
        _columns("tkr"),
        (
            Line(_money(f"{{% for rad in {of}.resultat.rader %}}{{% if rad.total %}}"), total=True),
            Line(_money("{% elif rad.summa %}"), bold=True),
            Line(_money("{% elif rad.niva < 2 %}")),
            Line(_money("{% else %}", "{% endif %}{% endfor %}"), indented=True),
        ),
    )
    note(document, f"{of}.resultat.not")


def _goals(document: WordDocument, of: str) -> None:
    made = table(
        document,
        "Inriktningsmål",
        "Fullmäktigemål med nämndsmål och nyckeltal, målvärde, utfall och status.",
        [
            Column("Nämndsmål", 4.7, figures=False),
            Column("Nyckeltal", 4.5, figures=False),
            Column("Målvärde", 1.9),
            Column("Utfall", 1.9),
            Column("Status", 3.0, figures=False),
        ],
        (
            Line(
                (f"{{% for rad in {of}.mal %}}{{% if rad.rubrik %}}{{{{ rad.namndmal }}}}", "", "", "", ""), total=True
            ),
            Line(
                (
                    "{% else %}{{ rad.namndmal }}",
                    "{{ rad.nyckeltal }}",
                    "{{ rad.malvarde }}",
                    "{{ rad.utfall }}",
                    "{{ rad.status }}{% endif %}{% endfor %}",
                )
            ),
        ),
        together=False,
    )
    keep_headings(made)


def _volumes(document: WordDocument, of: str) -> None:
    keys = ("forsta", "andra", "aret", "forra")
    when(document, f"{of}.har_matt")
    figures = [f"{{{{ rad.{key} }}}}" for key in keys]
    table(
        document,
        "Verksamhetsmått",
        "Verksamhetens mått för delåret, månaderna därefter, året och förra året.",
        [
            Column("Mått", 5.4, figures=False),
            Column("Enhet", 2.2, figures=False),
            *(Column(f"{{{{ {of}.matt.rubrik.{key} }}}}", 2.1) for key in keys),
        ],
        (
            Line(
                (f"{{% for rad in {of}.matt.rader %}}{{{{ rad.namn }}}}", "{{ rad.enhet }}", *figures[:-1],
                 figures[-1] + "{% endfor %}")
            ),
        ),
        together=False,
    )  # fmt: skip
    note(document, f"{of}.matt.fotnoter")
    end(document)


def _by_part(document: WordDocument, of: str) -> None:
    when(document, f"{of}.enheter.finns")
    for condition, caption, first in (
        (f"if {of}.forvaltning", "Resultat per sektor, tkr", "Sektor"),
        ("else", "Resultat per enhet, tkr", "Enhet"),
    ):
        document.add_paragraph(f"{{% {condition} %}}")
        table(
            document,
            caption,
            "Förra årets bokslut, årets bokslut, budget och avvikelse netto i tusental kronor för varje del.",
            _columns(first),
            (
                Line(_money(f"{{% for rad in {of}.enheter.rader %}}{{% if rad.total %}}"), total=True),
                Line(_money("{% else %}", "{% endif %}{% endfor %}")),
            ),
            together=False,
        )
        note(document, f"{of}.enheter.not")
        if condition != "else":
            note(document, "noter.gemensamt")
            when(document, "diagram.har_avvikelse")
            document.add_paragraph("{{ diagram.avvikelse }}")
            end(document)
    end(document)
    end(document)
    note(document, f"{of}.enheter.saknade")
    when(document, f"{of}.analys.forklaringar")
    lead(document, "Enheternas förklaringar, största avvikelsen först:")
    document.add_paragraph(f"{{{{ {of}.analys.forklaringar }}}}")
    end(document)


def _actions(document: WordDocument, of: str) -> None:
    when(document, f"{of}.atgarder.finns")
    table(
        document,
        "Åtgärder för att komma i balans, kr",
        "Enheternas åtgärder med beräknad effekt i kronor, och summan.",
        [
            Column("Åtgärd", 8.6, figures=False),
            Column("Enhet", 4.2, figures=False),
            Column("Effekt, kr", 3.2),
        ],
        (
            Line(
                (
                    f"{{% for rad in {of}.atgarder.rader %}}{{{{ rad.namn }}}}",
                    "{{ rad.enhet }}",
                    "{{ rad.effekt | kr }}{% endfor %}",
                )
            ),
            Line(("Totalt", "", f"{{{{ {of}.atgarder.summa | kr }}}}"), total=True),
        ),
        together=False,
    )
    note(document, f"{of}.atgarder.not")
    end(document)


def _grants(document: WordDocument) -> None:
    when(document, "statsbidrag.finns")
    document.add_heading("Statsbidrag", 1)
    table(
        document,
        "Årets statsbidrag, kr",
        "Årets statsbidrag med vem som betalar ut dem, vem som använder dem och belopp i kronor.",
        [
            Column("Statsbidrag", 5.6, figures=False),
            Column("Källa", 4.0, figures=False),
            Column("Gäller", 3.6, figures=False),
            Column("Belopp, kr", 2.8),
        ],
        (
            Line(
                (
                    "{% for rad in statsbidrag.rader %}{{ rad.namn }}",
                    "{{ rad.kalla }}",
                    "{{ rad.galler }}",
                    "{{ rad.belopp | kr }}{% endfor %}",
                )
            ),
            Line(("Summa", "", "", "{{ statsbidrag.summa | kr }}"), total=True),
        ),
        together=False,
    )
    note(document, "statsbidrag.not")
    end(document)
