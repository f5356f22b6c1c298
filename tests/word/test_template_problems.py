from __future__ import annotations

import docx
import pytest

from tests.word.making import problems, row, saved, table, template, values
from xltools.model.text import Text
from xltools.word.template import TemplateErrors, compile_template


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__ }}",
        "{{ rubrik.__class__ }}",
        "{{ cycler.__init__ }}",
        "{{ drift.__globals__ }}",
        "{{ rubrik.upper() }}",
        "{{ lipsum() }}",
        "{{ self }}",
        "{{ drift['total'] }}",
        "{{ drift.rader[0].namn }}",
        "{{ antal + 1 }}",
        "{{ 'x' * 99999999 }}",
        "{{ rubrik | attr('__class__') }}",
        "{{ rubrik | map('upper') }}",
        "{{ drift.total.prognos | tkr(antal) }}",
        "{{ drift.total.prognos | tkr(99999) }}",
        "{{ rubrik if antal else datum }}",
        "{{ [rubrik] }}",
        "{{ ((((((((rubrik)))))))).x }}",
        "{{ " + "(" * 240 + "rubrik" + ")" * 240 + " | kr | kr }}",
        "{% if rubrik.__class__ %}x{% endif %}",
        "{% if rubrik is defined %}x{% endif %}",
        "{% if rubrik in omraden %}x{% endif %}",
        "{% if antal + 1 == 2 %}x{% endif %}",
        "{% if antal() %}x{% endif %}",
        "{% for x in range(9) %}x{% endfor %}",
        "{% for x in omraden if x %}x{% endfor %}",
        "{% for loop in omraden %}x{% endfor %}",
        "{% import 'os' as os %}",
        "{% from 'x' import y %}",
        "{% include 'x' %}",
        "{% set x = 1 %}",
        "{% macro m() %}",
        "{% raw %}",
        "{% call x() %}",
        "{% extends 'x' %}",
        "{% block x %}",
    ],
)
def test_nothing_but_names_formats_if_and_for_is_ever_compiled(tag: str) -> None:
    assert [problem.tag for problem in problems(template(f"a {tag}"))][:1] == [tag.partition("x{%")[0]]


@pytest.mark.parametrize(
    ("tag", "nearest"),
    [
        ("{{ drift.total.avikelse }}", "drift.total.avvikelse"),
        ("{{ drift.totalt.avvikelse }}", "drift.total.avvikelse"),
        ("{{ total.avvikelse }}", "drift.total.avvikelse"),
        ("{{ avvikelse }}", "drift.total.avvikelse"),
        ("{{ rubrk }}", "rubrik"),
        ("{{ drift.total }}", "drift.total.avvikelse"),
        ("{{ drift.total.prognos | tkkr }}", "tkr"),
        ("{% fro x in omraden %}", "for"),
        ("{% for o in omraden %}{{ o.nann }}{% endfor %}", "o.namn"),
        ("{% for o in omraden %}{% for p in o.proceser %}x{% endfor %}{% endfor %}", "o.processer"),
        ("{{ qqq }}", ""),
    ],
)
def test_the_nearest_valid_name_is_offered(tag: str, nearest: str) -> None:
    (problem,) = problems(template(tag))
    assert problem.nearest == nearest


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("{{ rubrik | tkr }}", "pengar"),
        ("{{ drift.andel | mnkr }}", "pengar"),
        ("{{ drift.total.prognos | pct }}", "andelar"),
        ("{{ drift.total.prognos | num }}", "tkr"),
        ("{{ rubrik | datum }}", "datum"),
        ("{{ antal | versal }}", "text"),
        ("{{ rubrik | belopp }}", "tal"),
        ("{{ rubrik | versal(2) }}", "parentes"),
        ("{{ omraden }}", "lista"),
        ("{% for x in rubrik %}x{% endfor %}", "lista"),
        ("{% for x %}x{% endfor %}", "{% for rad in lista %}"),
        ("{{ }}", "tolka"),
        ("{% if %}x{% endif %}", "villkoret"),
        ("{{ rubrik", "komplett"),
        ("rubrik }}", "komplett"),
        ("{% if antal }x{% endif %}", "komplett"),
        ("{% endif %}", "börjar"),
        ("{% if antal %}x", "endif"),
        ("{% for o in omraden %}x{% endif %}{% endfor %}", "for o in omraden"),
        ("{% if antal %}x{% else %}y{% else %}z{% endif %}", "passar inte"),
        ("{% if antal %}x{% endif antal %}", "efter"),
        ("{%tr if antal %}x{%tr endif %}", "tabell"),
    ],
)
def test_a_fault_is_told_in_words_of_the_author(tag: str, message: str) -> None:
    found = problems(template(tag))
    assert any(message in problem.message for problem in found), found


def test_all_faults_of_all_parts_are_told_at_once() -> None:
    def shape(document: docx.document.Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ fel.ett }}"
        document.sections[0].footer.paragraphs[0].text = "{{ fel.tva }}"
        document.core_properties.title = "{{ fel.tre }}"

    found = problems(template("{{ fel.fyra }} {{ fel.fem | xyz }}", "{% if fel.sex %}", shape=shape))
    assert [(problem.part, problem.tag) for problem in found] == [
        ("brödtext", "{{ fel.fyra }}"),
        ("brödtext", "{{ fel.fem | xyz }}"),
        ("brödtext", "{% if fel.sex %}"),
        ("brödtext", "{% if fel.sex %}"),
        ("sidhuvud", "{{ fel.ett }}"),
        ("sidfot", "{{ fel.tva }}"),
        ("dokumentegenskaper", "{{ fel.tre }}"),
    ]


def test_a_fault_in_a_table_is_told_with_heading_table_row_and_column() -> None:
    def shape(document: docx.document.Document) -> None:
        table(document, ("a", "b"))
        document.add_heading("Driftredovisning", 1)
        table(document, ("a", "b"), ("c", "{{ drift.total.avvikelser }}"))

    (problem,) = problems(template(shape=shape))
    assert str(problem) == (
        "brödtext, under rubriken «Driftredovisning», tabell 2, rad 2, kolumn 2\n"
        "  tagg:   {{ drift.total.avvikelser }}\n"
        "  fel:    «drift.total.avvikelser» finns inte i underlaget\n"
        "  menade du: drift.total.avvikelse?"
    )


def test_the_whole_message_counts_the_faults() -> None:
    with pytest.raises(TemplateErrors, match=r"Mallen har 2 fel:\n\[1\] brödtext\n  stycke: «a {{ b }} {{ c }}»"):
        compile_template(template("a {{ b }} {{ c }}"), values())


@pytest.mark.parametrize(
    "texts",
    [
        ("före {% if antal %}", "text", "{% endif %}"),
        ("{% if antal %}", "text", "{% endif %} efter"),
        ("{% if antal %}", "text {% else %}", "text", "{% endif %}"),
    ],
)
def test_a_block_that_cuts_through_a_paragraph_is_a_fault(texts: tuple[str, ...]) -> None:
    (problem,) = problems(template(*texts))
    assert "samma stycke" in problem.message


def test_a_block_from_the_text_into_a_table_is_a_fault() -> None:
    data = template("{% if antal %}", shape=lambda document: table(document, ("x{% endif %}",)))
    (problem,) = problems(data)
    assert "olika nivåer" in problem.message


def test_the_rows_name_is_unknown_outside_its_loop() -> None:
    (problem,) = problems(template("{% for o in omraden %}{{ o.namn }}{% endfor %}{{ o.namn }}"))
    assert "o.namn" in problem.message


def test_names_of_any_row_in_the_example_are_valid() -> None:
    schema = values(rader=[row("a", 1), row("b", 2) | {"extra": "x"}])
    assert problems(template("{% for r in rader %}{{ r.extra }}{% endfor %}"), schema) == ()


def test_an_empty_list_in_the_example_says_nothing_about_its_rows() -> None:
    assert problems(template("{% for r in rader %}{{ r.vad_som_helst }}{% endfor %}"), values(rader=[])) == ()


def test_prose_needs_a_list_style_in_the_template() -> None:
    document = docx.Document()
    style = document.styles["List Bullet"]
    style.element.getparent().remove(style.element)
    document.add_paragraph("{{ kommentar }}")
    (problem,) = problems(saved(document), {"kommentar": Text("x")})
    assert "Punktlista" in problem.message
