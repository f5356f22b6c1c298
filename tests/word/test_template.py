from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from tests.word.making import (
    XMLNS,
    changed,
    faults_of_form,
    money,
    part,
    rendered,
    row,
    table,
    template,
    values,
    with_body,
)
from xltools.model.figure import Figure, Unit
from xltools.word.read import paragraphs, tables
from xltools.word.template import TemplateErrors, compile_template

NBSP, MINUS = "\u00a0", "\u2212"


@pytest.mark.parametrize(
    ("tag", "seen"),
    [
        ("{{ rubrik }}", "Tertialrapport"),
        ("{{rubrik|versal}}", "TERTIALRAPPORT"),
        ("{{ drift.total.avvikelse }}", f"{MINUS}12{NBSP}700"),
        ("{{ drift.total.avvikelse | mnkr }}", f"{MINUS}12,7"),
        ("{{ drift.total.avvikelse | belopp | mnkr }}", "12,7"),
        ("{{ drift.total.avvikelse | tkr(1) }}", f"{MINUS}12{NBSP}700,0"),
        ("{{ drift.total.avvikelse | kr }}", f"{MINUS}12{NBSP}700{NBSP}000"),
        ("{{ drift.andel }}", f"7,0{NBSP}%"),
        ("{{ drift.andel | pct(0) }}", f"7{NBSP}%"),
        ("{{ drift.andel | num(2) }}", "7,00"),
        ("{{ datum | datum }}", "24 september 2022"),
        ("{{ datum }}", "24 september 2022"),
        ("{{ antal }}", "12"),
        ("{# en anteckning #}x", "x"),
    ],
)
def test_a_tag_shows_its_value(tag: str, seen: str) -> None:
    assert paragraphs(rendered(template(f"a {tag} b")))[0] == f"a {seen} b"


def test_an_unknown_figure_shows_as_a_dash() -> None:
    data = template("{{ drift.total.avvikelse | mnkr }}")
    drift = {"total": {"avvikelse": money("a", None)}}
    assert paragraphs(rendered(data, drift=drift)) == ["–"]


@pytest.mark.parametrize(
    ("test", "outcome"),
    [
        ("drift.total.avvikelse < 0", True),
        ("drift.total.avvikelse >= 0", False),
        ("drift.total.avvikelse | belopp > 1000000000", True),
        ("drift.total.avvikelse < drift.total.prognos", True),
        ("-2000000000 < drift.total.avvikelse < 0", True),
        ("drift.andel == 7.0", True),
        ("not drift.total.avvikelse", False),
        ("rubrik == 'Tertialrapport' and antal != 3", True),
        ("rubrik == 'Annat' or kommentar", True),
        ("rubrik == “Tertialrapport”", True),
    ],
)
def test_a_condition_compares_figures_by_their_value(test: str, outcome: bool) -> None:
    data = template(f"{{% if {test} %}}", "ja", "{% else %}", "nej", "{% endif %}")
    assert paragraphs(rendered(data)) == ["ja" if outcome else "nej"]


@pytest.mark.parametrize("test", ["{x} < 0", "{x} >= 0", "{x} == 0", "{x} != 0", "{x}"])
def test_a_figure_without_value_makes_every_condition_false(test: str) -> None:
    data = template(f"{{% if {test.format(x='drift.total.avvikelse')} %}}", "ja", "{% endif %}", "slut")
    assert paragraphs(rendered(data, drift={"total": {"avvikelse": money("a", None)}})) == ["slut"]


def test_a_share_equal_to_a_tenth_equals_0_1_in_a_condition() -> None:
    data = template("{% if drift.andel == 0.1 %}", "ja", "{% endif %}", "slut")
    drift = {"andel": Figure("a", Decimal("0.1"), Unit.PERCENT)}
    assert paragraphs(rendered(data, drift=drift)) == ["ja", "slut"]


@pytest.mark.parametrize(("antal", "seen"), [(1, "ett"), (2, "två"), (3, "flera")])
def test_elif_chooses_one_of_several(antal: int, seen: str) -> None:
    data = template("{% if antal == 1 %}ett{% elif antal == 2 %}två{% else %}flera{% endif %} fel")
    assert paragraphs(rendered(data, antal=antal)) == [f"{seen} fel"]


def test_a_paragraph_inside_a_failed_condition_leaves_no_empty_paragraph() -> None:
    data = template("före", "{% if antal == 0 %}inget {{ antal }}{% endif %}", "efter")
    assert paragraphs(rendered(data)) == ["före", "efter"]


@pytest.mark.parametrize(
    "rows",
    [
        [("{%tr for r in drift.rader %}",), ("{{ r.namn }}", "{{ r.avvikelse | tkr }}"), ("{%tr endfor %}",)],
        [("{% for r in drift.rader %}", ""), ("{{ r.namn }}", "{{ r.avvikelse|tkr }}"), ("{% endfor %}", "")],
        [("{% for r in drift.rader %}{{ r.namn }}", "{{ r.avvikelse | tkr }}{% endfor %}")],
        [("{% for r in drift.rader %}\n{{ r.namn }}".replace("\n", ""), "{{ r.avvikelse }}{% endfor %}")],
    ],
)
def test_a_loop_repeats_its_row_however_it_is_written(rows: list[tuple[str, ...]]) -> None:
    done = rendered(template(shape=lambda document: table(document, ("Tkr", "Avvikelse"), *rows)))
    assert tables(done) == [
        [
            ["Tkr", "Avvikelse"],
            ["IFO", f"{MINUS}9{NBSP}500"],
            ["Äldre", "300"],
            ["Summa", f"{MINUS}9{NBSP}200"],
        ]
    ]


def test_rows_choose_between_an_ordinary_and_a_bold_line() -> None:
    def shape(document: docx.document.Document) -> None:
        added = table(
            document,
            ("{% for r in drift.rader %}",),
            ("{% if r.summa %}",),
            ("{{ r.namn }}",),
            ("{% else %}",),
            ("{{ r.namn }}",),
            ("{% endif %}",),
            ("{% endfor %}",),
        )
        added.rows[2].cells[0].paragraphs[0].runs[0].bold = True

    done = docx.Document(io.BytesIO(rendered(template(shape=shape))))
    cells = [line.cells[0].paragraphs[0] for line in done.tables[0].rows]
    assert [(cell.text, cell.runs[0].bold) for cell in cells] == [("IFO", None), ("Äldre", None), ("Summa", True)]


def test_nested_loops_in_a_table_keep_their_order() -> None:
    lines = (
        ("{% for o in omraden %}",),
        ("{{ o.namn | versal }}",),
        ("{% for p in o.processer %}{{ p.namn }}{% endfor %}",),
        ("{% endfor %}",),
    )
    done = rendered(template(shape=lambda document: table(document, *lines)))
    assert tables(done) == [[["VÅRD"], ["HemtjänstBoende"], ["STÖD"], ["Råd"]]]


def test_nested_row_loops_give_rows_for_areas_and_processes() -> None:
    lines = (
        ("{% for o in omraden %}{{ o.namn | versal }}", ""),
        ("{% for p in o.processer %}{{ p.namn }}", "{{ loop.index }}{% endfor %}{% endfor %}"),
    )
    done = rendered(template(shape=lambda document: table(document, *lines)))
    assert tables(done) == [[["VÅRD", ""], ["Hemtjänst", "1"], ["Boende", "2"], ["STÖD", ""], ["Råd", "1"]]]


def test_a_loop_over_no_rows_leaves_the_head_of_the_table() -> None:
    lines = (("Tkr",), ("{% for r in drift.rader %}",), ("{{ r.namn }}",), ("{% endfor %}",))
    done = rendered(template(shape=lambda document: table(document, *lines)), drift={"rader": []})
    assert tables(done) == [[["Tkr"]]]


def test_a_table_that_loses_all_rows_goes_away() -> None:
    lines = (("{% for r in drift.rader %}",), ("{{ r.namn }}",), ("{% endfor %}",))
    done = rendered(template("x", shape=lambda document: table(document, *lines)), drift={"rader": []})
    assert (tables(done), faults_of_form(done)) == ([], [])


def test_a_cell_whose_condition_fails_keeps_a_paragraph() -> None:
    def shape(document: docx.document.Document) -> None:
        cell = table(document, ("{% if antal == 0 %}", "b")).rows[0].cells[0]
        cell.add_paragraph("inget")
        cell.add_paragraph("{% endif %}")

    done = rendered(template(shape=shape))
    assert (tables(done), faults_of_form(done)) == ([[["", "b"]]], [])


def test_paragraph_loops_know_first_last_and_number() -> None:
    data = template(
        "{% for o in omraden %}",
        "{{ loop.index }} {{ o.namn }}{% if not loop.last %},{% endif %}{% if loop.first %} först{% endif %}",
        "{% endfor %}",
    )
    assert paragraphs(rendered(data)) == ["1 Vård, först", "2 Stöd"]


def test_a_loop_within_a_line_repeats_words() -> None:
    data = template("Områden: {% for o in omraden %}{{ o.namn }}{% if not loop.last %}, {% endif %}{% endfor %}.")
    assert paragraphs(rendered(data)) == ["Områden: Vård, Stöd."]


def test_headers_and_footers_are_filled() -> None:
    def shape(document: docx.document.Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ rubrik }}"
        document.sections[0].footer.paragraphs[0].text = "{{ datum }}"

    section = docx.Document(io.BytesIO(rendered(template(shape=shape)))).sections[0]
    assert section.header.paragraphs[0].text == "Tertialrapport"
    assert section.footer.paragraphs[0].text == "24 september 2022"


def test_the_title_among_the_properties_is_filled_and_escaped() -> None:
    def shape(document: docx.document.Document) -> None:
        document.core_properties.title = "{{ rubrik }} {{ datum }}!"

    done = rendered(template(shape=shape), rubrik="A & <B>\n")
    assert docx.Document(io.BytesIO(done)).core_properties.title == "A & <B>  24 september 2022!"


def test_footnotes_are_filled() -> None:
    document = docx.Document()
    document.add_paragraph("x")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    name = PackURI("/word/footnotes.xml")
    blob = (
        f'<w:footnotes {XMLNS}><w:footnote w:id="2"><w:p><w:r><w:t>Not: {{{{ rubrik }}}}</w:t></w:r></w:p>'
        f"</w:footnote></w:footnotes>"
    )
    notes = Part(name, kind, blob.encode(), document.part.package)
    document.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    stream = io.BytesIO()
    document.save(stream)
    assert ">Tertialrapport<" in part(rendered(stream.getvalue()), "word/footnotes.xml")


TEXT_BOX = """<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">
<w:r><w:t>{{ antal }}: </w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>
<w:txbxContent><w:p><w:r><w:t>{{ rubrik }}</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>{{ rubrik }}</w:t></w:r></w:p></w:txbxContent>
</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>{{ datum }}</w:t></w:r></w:p>"""


def test_both_branches_of_a_text_box_are_filled() -> None:
    assert paragraphs(rendered(with_body(TEXT_BOX))) == [
        "12: 24 september 2022",
        "Tertialrapport",
        "Tertialrapport",
    ]


def test_a_tag_split_over_runs_with_smart_quotes_and_hard_spaces_is_understood() -> None:
    pieces = ["{", "{\u00a0dri", "ft.total", ".avvikelse\u00a0|", " mnkr }", "} och {% if rubrik ==", " ”Tertial"]
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r><w:proofErr w:type="spellEnd"/>'
    runs = "".join(map(run.format, pieces))
    data = with_body(f"<w:p>{runs}<w:r><w:t>rapport” %}}ja{{% endif %}}</w:t></w:r></w:p>")
    assert paragraphs(rendered(data))[0] == f"{MINUS}12,7 och ja"


def test_a_split_tag_takes_the_look_of_its_first_letter() -> None:
    data = with_body(
        "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{{ rub</w:t></w:r>"
        "<w:r><w:rPr><w:i/></w:rPr><w:t>rik }} z</w:t></w:r></w:p>"
    )
    runs = docx.Document(io.BytesIO(rendered(data))).paragraphs[0].runs
    assert [(run.text, run.bold, run.italic) for run in runs] == [
        ("a", None, None),
        ("Tertialrapport", True, None),
        (" z", None, True),
    ]


def test_a_tag_in_a_tracked_insertion_is_filled_and_one_in_a_deletion_is_not_read() -> None:
    data = with_body(
        '<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>{{ rubrik }}</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="A"><w:r><w:delText>{{ finns.inte }}</w:delText></w:r>'
        "<w:r><w:t>{{ inte.heller }}</w:t></w:r></w:del></w:p>"
    )
    assert paragraphs(rendered(data))[0] == "Tertialrapport"


def test_pictures_repeated_in_a_loop_get_numbers_of_their_own() -> None:
    picture = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:docPr id="4" name="Bild"/></wp:inline></w:drawing></w:r></w:p>'
    )
    tag = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    xml = tag.format("{% for o in omraden %}") + picture + tag.format("{% endfor %}")
    body = part(rendered(with_body(xml)))
    assert [body.count(f'docPr id="{number}"') for number in (4, 1001, 1002)] == [0, 1, 1]


def test_bookmarks_and_control_numbers_are_not_repeated() -> None:
    xml = (
        "<w:p><w:r><w:t>{% for o in omraden %}</w:t></w:r></w:p>"
        '<w:p><w:bookmarkStart w:id="7" w:name="b"/><w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent><w:r>'
        '<w:t>{{ o.namn }}</w:t></w:r></w:sdtContent></w:sdt><w:bookmarkEnd w:id="7"/></w:p>'
        "<w:p><w:r><w:t>{% endfor %}</w:t></w:r></w:p>"
    )
    assert faults_of_form(rendered(with_body(xml))) == []


def test_another_prefix_for_the_same_namespace_is_understood() -> None:
    data = template("{{ rubrik }} x")
    other = re.sub(r"(</?| |xmlns:)w(?=[:=])", r"\1q", part(data))
    assert paragraphs(rendered(changed(data, "word/document.xml", other.encode()))) == ["Tertialrapport x"]


def test_a_template_is_rendered_many_times_and_each_time_alike() -> None:
    compiled = compile_template(template("{{ rubrik }}", "{{ kommentar }}"), values())
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda number: compiled.render(values(antal=number)), range(8)))
    assert len(set(done)) == 1


def test_parts_without_tags_keep_their_bytes() -> None:
    data = template("{{ rubrik }}")
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(rendered(data))) as after:
        same = {name for name in before.namelist() if before.read(name) == after.read(name)}
        assert (after.testzip(), set(before.namelist()) - same) == (None, {"word/document.xml"})


@pytest.mark.parametrize(
    ("tag", "changes", "message"),
    [
        ("{{ rubrik | versal }}", {"rubrik": 3}, "versal"),
        ("{{ drift.total.prognos | tkr }}", {"drift": {"total": {}}}, "prognos"),
        ("{{ rubrik }}", {"rubrik": None}, "tomt"),
        ("{% if antal < 3 %}x{% endif %}", {"antal": "tre"}, "jämföra"),
        ("{% for o in omraden %}{{ o.namn }}{% endfor %}", {"omraden": "Vård"}, "lista"),
    ],
)
def test_a_value_that_does_not_fit_is_told_with_the_place_of_its_tag(
    tag: str, changes: dict[str, object], message: str
) -> None:
    compiled = compile_template(template("{{ datum }}", f"Text {tag}", "{{ datum }}"), values())
    with pytest.raises(TemplateErrors) as caught:
        compiled.render(values(**changes))
    (problem,) = caught.value.problems
    assert problem.paragraph == f"Text {tag}"
    assert message in problem.message


def test_a_missing_value_at_the_top_is_told() -> None:
    compiled = compile_template(template("{{ rubrik }}"), values())
    with pytest.raises(TemplateErrors, match="rubrik"):
        compiled.render({"datum": dt.date(2022, 1, 1)})


def test_the_rows_of_a_whole_report_are_valid_for_word() -> None:
    def shape(document: docx.document.Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ rubrik }}"
        added = table(document, ("{% for r in drift.rader %}{{ r.namn }}", "{{ r.avvikelse }}{% endfor %}"))
        added.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {XMLNS}/>"))

    many = [row(f"Enhet {number}", number) for number in range(50)]
    assert faults_of_form(rendered(template("{{ kommentar }}", shape=shape), drift={"rader": many})) == []
