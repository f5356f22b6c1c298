from __future__ import annotations

import io
import re

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.word.making import faults_of_form, part, rendered, table, template, values, with_body
from xltools.model.text import Sign, Text
from xltools.word.read import paragraphs, tables
from xltools.word.template import compile_template

ALONE = compile_template(template("{{ rubrik }}"), values())
IN_LINE = compile_template(template("a{{ rubrik }}b"), values())
PROSE = compile_template(template("{{ kommentar }}", "slut"), values())
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

anything = st.one_of(
    st.text(),
    st.text(alphabet="&<>\"'{}%#|*- \t\n\r\x00\x0b\u00a0\U0001f600åx", min_size=1),
    st.sampled_from(["{{ datum }}", "{% if x %}", "{# x #}", "]]>", "&amp;", "<?xl 1?>", "</w:t>", "\ue000"]),
)


def seen(text: str) -> str:
    """What a reader sees of a text: line ends alike, forbidden characters gone."""
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


@given(anything)
def test_any_text_in_a_line_comes_out_as_it_was(text: str) -> None:
    assert "\n".join(paragraphs(IN_LINE.render(values(rubrik=text)))) == f"a{seen(text)}b"


@given(anything.filter(bool))
def test_any_text_alone_in_its_paragraph_comes_out_as_it_was(text: str) -> None:
    assert paragraphs(ALONE.render(values(rubrik=text))) == [seen(text)]


@given(st.lists(st.text(alphabet="abc&<{}%å ", min_size=1).filter(str.strip), max_size=5))
def test_blank_lines_part_any_prose_into_paragraphs(texts: list[str]) -> None:
    done = PROSE.render(values(kommentar=Text("\n\n".join(texts))))
    assert paragraphs(done) == [*(text.strip() for text in texts), "slut"]


@settings(max_examples=50)
@given(anything)
def test_any_prose_gives_a_valid_document(text: str) -> None:
    assert faults_of_form(PROSE.render(values(kommentar=Text(text, draft=True)))) == []


def test_prose_has_paragraphs_bullets_and_bold() -> None:
    text = Text("Ett **fett** ord.\n\nLista:\n- första\n- **andra** punkten\n\nSist\npå två rader.")
    document = docx.Document(io.BytesIO(rendered(template("{{ kommentar }}"), kommentar=text)))
    assert [(p.style.name if p.style else "", p.text) for p in document.paragraphs] == [
        ("Normal", "Ett fett ord."),
        ("Normal", "Lista:"),
        ("List Bullet", "första"),
        ("List Bullet", "andra punkten"),
        ("Normal", "Sist\npå två rader."),
    ]
    assert [run.text for p in document.paragraphs for run in p.runs if run.bold] == ["fett", "andra"]


def test_words_that_lead_in_to_a_list_stay_with_it() -> None:
    text = Text("Först.\n\nLista:\n\n- punkt\n\nSlut:")
    document = docx.Document(io.BytesIO(rendered(template("{{ kommentar }}"), kommentar=text)))
    assert [bool(p.paragraph_format.keep_with_next) for p in document.paragraphs] == [False, True, False, False]


def test_every_paragraph_of_a_prose_looks_as_the_one_with_the_tag() -> None:
    data = with_body(
        '<w:p><w:pPr><w:pStyle w:val="Quote"/><w:jc w:val="both"/></w:pPr><w:r><w:rPr><w:rStyle w:val="Strong"/>'
        "<w:i/></w:rPr><w:t>{{ kommentar }}</w:t></w:r></w:p>"
    )
    body = part(rendered(data, kommentar=Text("a\n\n**b**")))
    look = '<w:pPr><w:pStyle w:val="Quote"/><w:jc w:val="both"/></w:pPr>'
    assert body.count(look) == 2
    assert '<w:rPr><w:rStyle w:val="Strong"/><w:b/><w:i/></w:rPr>' in body


def test_a_draft_begins_with_utkast_in_italics() -> None:
    data = rendered(template("{{ kommentar }}"), kommentar=Text("Läget är gott.", draft=True))
    document = docx.Document(io.BytesIO(data))
    assert [(run.text, run.italic) for run in document.paragraphs[0].runs] == [
        ("Utkast: ", True),
        ("Läget är gott.", None),
    ]


def test_an_empty_prose_takes_its_paragraph_with_it() -> None:
    data = template("före", "{{ kommentar }}", "efter")
    assert paragraphs(rendered(data, kommentar=Text(" \n", draft=True))) == ["före", "efter"]


def test_an_empty_prose_in_a_cell_leaves_the_cells_paragraph() -> None:
    done = rendered(template(shape=lambda document: table(document, ("{{ kommentar }}", "b"))), kommentar=Text(""))
    assert (tables(done), faults_of_form(done)) == ([[["", "b"]]], [])


def test_prose_within_a_line_is_drawn_together_with_its_bold_words() -> None:
    text = Text("Ett **fett** ord\npå rad.\n\n- punkt", draft=True)
    document = docx.Document(io.BytesIO(rendered(template("Kommentar: {{ kommentar }}!"), kommentar=text)))
    assert document.paragraphs[0].text == "Kommentar: Utkast: Ett fett ord på rad. punkt!"
    assert [run.text for run in document.paragraphs[0].runs if run.bold] == ["fett"]


def test_lone_stars_are_shown_as_they_are() -> None:
    text = Text("5 ** 3 och **öppet")
    assert paragraphs(rendered(template("{{ kommentar }}"), kommentar=text)) == ["5 ** 3 och **öppet"]


def test_tabs_and_line_breaks_become_those_of_word() -> None:
    body = part(rendered(template("{{ rubrik }}"), rubrik="a\tb\nc"))
    assert "<w:tab/>" in body
    assert "<w:br/>" in body


def test_a_sign_has_its_colour_and_the_word_beside_it_has_not() -> None:
    done = rendered(template("{{ rubrik }}"), rubrik=Sign("●", "Uppfyllt", "2E7D32"))
    first, second = docx.Document(io.BytesIO(done)).paragraphs[0].runs
    assert (first.text, str(first.font.color.rgb), second.text, second.font.color.rgb) == (
        "●",
        "2E7D32",
        " Uppfyllt",
        None,
    )
    assert faults_of_form(done) == []
