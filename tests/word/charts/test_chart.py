from __future__ import annotations

import io
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from python_calamine import CalamineWorkbook

from tests.word.making import XMLNS, faults_of_form, part, problems, row, table, template, values, with_body
from xltools.model.chart import Chart, Kind, Role, Series
from xltools.model.waterfall import waterfall
from xltools.word.charts.workbook import column
from xltools.word.charts.xml import chart_part
from xltools.word.read import paragraphs
from xltools.word.template import TemplateErrors, compile_template

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(str.strip)

# ISO/IEC 29500-1, 21.2.2: the order of children.
ORDERS = {
    "chartSpace": "date1904 lang roundedCorners style clrMapOvr chart spPr txPr externalData printSettings",
    "chart": "title autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs",
    "title": "tx layout overlay spPr txPr",
    "plotArea": "layout barChart lineChart catAx valAx spPr",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "lineChart": "grouping varyColors ser dLbls dropLines marker smooth axId",
    "ser": "idx order tx spPr invertIfNegative marker dPt dLbls trendline errBars cat val smooth",
    "dPt": "idx invertIfNegative marker bubble3D explosion spPr",
    "dLbls": "dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent "
    "showBubbleSize",
    "dLbl": "idx delete layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent "
    "showBubbleSize",
    "marker": "symbol size spPr",
    "catAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr "
    "crossAx crosses auto lblAlgn lblOffset noMultiLvlLbl",
    "valAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr "
    "crossAx crosses crossBetween majorUnit",
    "scaling": "logBase orientation max min",
    "legend": "legendPos legendEntry layout overlay spPr txPr",
    "numCache": "formatCode ptCount pt",
    "strCache": "ptCount pt",
}


def deviation(name: str = "Avvikelse") -> Chart:
    series = (Series(name, (Decimal("-9.5"), Decimal("3.25"))),)
    return Chart(Kind.BAR, "Avvikelse per verksamhet", ("IFO & barn", "LSS"), series, "mnkr", "IFO har underskott.", 1)


def months(kind: Kind = Kind.LINE) -> Chart:
    series = (
        Series("2022", (10, 12, None)),
        Series("2021", (9, 9, 8), Role.LAST_YEAR),
        Series("Mål", (11, 11, 11), Role.TARGET),
    )
    return Chart(kind, "Brukare", ("jan", "feb", "mar"), series, "antal", "Fler brukare än i fjol.")


def parts_of_costs() -> Chart:
    series = (Series("Personal", (400, 420), Role.PART), Series("Övrigt", (2, 90), Role.PART))
    return Chart(Kind.STACKED, "Kostnader", ("Budget", "Prognos"), series, "mnkr", "Kostnaderna ökar.")


def steps() -> Chart:
    moves = [("IFO", Decimal(3)), ("LSS", Decimal("-5.5"))]
    return waterfall("Brygga", "Steg", ("Juni", Decimal(1)), moves, ("Augusti", Decimal("-1.5")), "mnkr", 1)


def made(*texts: str, shape: Callable[[Document], object] | None = None, **changes: object) -> bytes:
    given_values = values(diagram=deviation(), **changes)
    return compile_template(template(*texts, shape=shape), given_values).render(given_values)


def chart_xml(data: bytes, number: int = 1) -> etree._Element:
    return etree.fromstring(part(data, f"word/charts/chart{number}.xml").encode())


def val(element: etree._Element, path: str) -> list[str]:
    return [str(found.get("val")) for found in element.iterfind(f".//{C}" + path.replace("/", f"/{C}"))]


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


@pytest.mark.parametrize(
    "chart", [deviation(), months(), months(Kind.COLUMN), months(Kind.BAR), parts_of_costs(), steps()]
)
def test_every_kind_of_chart_has_its_elements_in_the_order_of_the_schema(chart: Chart) -> None:
    root = chart_xml(made("{{ bild }}", bild=chart))
    for element in root.iter(f"{C}*"):
        order = ORDERS.get(etree.QName(element).localname, "").split()
        found = [etree.QName(child).localname for child in element]
        if order and not (element.tag == f"{C}marker" and element.get("val")):
            assert found == sorted(found, key=order.index)


def test_a_waterfall_shows_its_own_figures_beside_the_bars_and_nothing_of_what_they_stand_on() -> None:
    root = chart_xml(made("{{ bild }}", bild=steps()))
    said = [text.text for text in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")]
    assert said[1:] == ["1,0", "+3,0", "−5,5", "−1,5"]
    first, *_, last = root.iter(f"{C}ser")
    assert all("noFill" in etree.tostring(one, encoding="unicode").split("</c:spPr>")[0] for one in (first, last))
    assert root.find(f".//{C}legend") is None


def test_a_chart_is_a_part_of_its_own_that_the_text_points_to() -> None:
    data = made("före", "{{ diagram }}", "efter")
    assert {"word/charts/chart1.xml", "word/embeddings/Microsoft_Excel_Sheet1.xlsx"} <= set(names(data))
    document = docx.Document(io.BytesIO(data))
    shape = document.inline_shapes[0]._inline
    related = document.part.related_parts["rIdDiagram1"]
    assert shape.graphic.graphicData.uri == C[1:-1]
    assert str(related.partname) == "/word/charts/chart1.xml"
    assert faults_of_form(data) == []


def test_the_workbook_inside_holds_the_figures() -> None:
    data = made("{{ diagram }}")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inside = archive.read("word/embeddings/Microsoft_Excel_Sheet1.xlsx")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(inside)).get_sheet_by_name("Data")
    assert sheet.to_python() == [["", "Avvikelse"], ["IFO & barn", -9.5], ["LSS", 3.3]]


def test_the_alternative_text_and_the_title_go_with_the_drawing() -> None:
    about = docx.Document(io.BytesIO(made("{{ diagram }}"))).inline_shapes[0]._inline.docPr
    assert (about.get("descr"), about.get("title")) == ("IFO har underskott.", "Avvikelse per verksamhet")


def test_a_chart_is_as_wide_as_the_text() -> None:
    document = docx.Document(io.BytesIO(made("{{ diagram }}")))
    section = document.sections[0]
    text = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    assert document.inline_shapes[0].width == text


def test_charts_in_a_loop_have_ids_and_parts_of_their_own() -> None:
    rows = [{"namn": "A", "bild": deviation("A")}, {"namn": "B", "bild": months()}]
    data = made("{{ diagram }}", "{% for r in rader %}", "{{ r.namn }}", "{{ r.bild }}", "{% endfor %}", rader=rows)
    body = part(data)
    ids = re.findall(r'<wp:docPr id="(\d+)"', body)
    assert len(set(ids)) == len(ids) == 3
    assert re.findall(r'r:id="(rIdDiagram\d)"', body) == ["rIdDiagram1", "rIdDiagram2", "rIdDiagram3"]
    assert "Brukare" in part(data, "word/charts/chart3.xml")


def test_a_chart_beside_a_picture_of_the_template_gets_another_id() -> None:
    picture = (
        f'<w:p {XMLNS} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><w:r>'
        '<w:drawing><wp:inline><wp:docPr id="1" name="Bild"/></wp:inline></w:drawing></w:r></w:p>'
    )
    data = with_body(f"{picture}<w:p><w:r><w:t>{{{{ diagram }}}}</w:t></w:r></w:p>")
    body = part(compile_template(data, values(diagram=deviation())).render(values(diagram=deviation())))
    ids = re.findall(r'<wp:docPr id="(\d+)"', body)
    assert len(set(ids)) == len(ids) == 2


def test_a_document_with_charts_can_be_the_template_of_another() -> None:
    first = made("{{ diagram }}", shape=lambda document: document.add_paragraph("{{ rubrik }}"))
    again = docx.Document(io.BytesIO(first))
    again.add_paragraph("{{ diagram }}")
    stream = io.BytesIO()
    again.save(stream)
    data = compile_template(stream.getvalue(), values(diagram=months())).render(values(diagram=months()))
    document = docx.Document(io.BytesIO(data))
    shapes = [shape._inline.graphic.graphicData[0] for shape in document.inline_shapes]
    related = [document.part.related_parts[str(shape.values()[0])] for shape in shapes]
    assert ["IFO" in one.blob.decode() for one in related] == [True, False]


def test_the_same_values_give_the_same_bytes_from_many_threads() -> None:
    made_of = compile_template(template("{{ diagram }}"), values(diagram=deviation()))
    with ThreadPoolExecutor(4) as pool:
        done = set(pool.map(lambda _: made_of.render(values(diagram=deviation())), range(8)))
    assert len(done) == 1


def test_a_chart_left_out_by_a_condition_leaves_no_paragraph_and_no_parts() -> None:
    made_of = compile_template(
        template("före", "{% if diagram %}{{ diagram }}{% endif %}", "efter"), values(diagram=deviation())
    )
    without = made_of.render(values(diagram=None))
    assert paragraphs(without) == ["före", "efter"]
    assert not [name for name in names(without) if "chart" in name]
    assert "word/charts/chart1.xml" in names(made_of.render(values(diagram=deviation())))


@pytest.mark.parametrize("text", ["Se {{ diagram }}", "{{ diagram }}.", "{{ rubrik }} {{ diagram }}"])
def test_a_chart_that_does_not_stand_alone_is_a_fault_of_the_template(text: str) -> None:
    (problem,) = problems(template(text), values(diagram=deviation()))
    assert problem.tag == "{{ diagram }}"
    assert "ensamt i ett eget stycke" in problem.message


def test_a_chart_in_a_table_is_a_fault_of_the_template() -> None:
    data = template(shape=lambda document: table(document, ("{{ diagram }}",)))
    (problem,) = problems(data, values(diagram=deviation()))
    assert problem.where == "tabell 1, rad 1, kolumn 1"


def test_a_chart_in_the_header_is_a_fault_of_the_template() -> None:
    def shape(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ diagram }}"

    (problem,) = problems(template(shape=shape), values(diagram=deviation()))
    assert problem.part == "sidhuvud"


@pytest.mark.parametrize("form", ["tkr", "num", "versal", "datum", "pct", "belopp"])
def test_a_chart_takes_no_format(form: str) -> None:
    (problem,) = problems(template(f"{{{{ diagram | {form} }}}}"), values(diagram=deviation()))
    assert "ett diagram" in problem.message


def test_a_chart_where_the_template_was_tried_with_text_is_told_when_rendered() -> None:
    made_of = compile_template(template("Se {{ rubrik }}"), values())
    with pytest.raises(TemplateErrors, match="ensamt i ett eget stycke"):
        made_of.render(values(rubrik=deviation()))


def test_negative_bars_of_a_single_series_have_another_shade() -> None:
    root = chart_xml(made("{{ diagram }}"))
    assert val(root, "dPt/idx") == ["0"]


def test_bars_begin_at_zero() -> None:
    assert val(chart_xml(made("{{ bild }}", bild=months(Kind.COLUMN))), "valAx/scaling/min") == ["0"]


def test_lines_differ_by_dash_as_well_as_by_colour() -> None:
    root = chart_xml(made("{{ bild }}", bild=months()))
    dashes = [
        found.get("val") for found in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}prstDash")
    ]
    assert dashes == ["dash", "sysDot"]


def test_months_to_come_are_left_open() -> None:
    root = chart_xml(made("{{ bild }}", bild=months()))
    first = root.find(f".//{C}ser/{C}val")
    assert first is not None
    assert [found.get("idx") for found in first.iter(f"{C}pt")] == ["0", "1"]
    assert val(root, "dispBlanksAs") == ["gap"]


def test_only_the_latest_value_of_a_line_is_written_out() -> None:
    assert val(chart_xml(made("{{ bild }}", bild=months())), "dLbl/idx") == ["1"]


def test_a_part_too_small_for_its_figure_goes_without() -> None:
    root = chart_xml(made("{{ bild }}", bild=parts_of_costs()))
    small = [found for found in root.iter(f"{C}dLbl") if found.find(f"{C}delete") is not None]
    assert [element.find(f"{C}idx").get("val") for element in small] == ["0"]  # type: ignore[union-attr]  # always there


@given(WORDS, WORDS, st.lists(st.decimals(-10_000, 10_000, places=2), min_size=1, max_size=5))
def test_any_names_and_figures_come_out_as_they_went_in(name: str, category: str, figures: list[Decimal]) -> None:
    categories = tuple(f"{category}{number}" for number in range(len(figures)))
    chart = Chart(Kind.COLUMN, name, categories, (Series(name, tuple(figures)),), "", name, 2)
    root = etree.fromstring(chart_part(chart, "Arial", "rId1").encode())
    shown = [found.text for found in root.iterfind(f".//{C}cat//{C}v")]
    numbers = [Decimal(found.text or "") for found in root.iterfind(f".//{C}val//{C}v")]
    assert shown == list(categories)
    assert numbers == figures


@pytest.mark.parametrize(("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (702, "AAA")])
def test_columns_are_named_as_excel_names_them(number: int, letters: str) -> None:
    assert column(number) == letters


def test_a_template_without_charts_is_written_as_before() -> None:
    data = made("{{ rubrik }}", rader=[row("a", 1)])
    assert not [name for name in names(data) if "chart" in name]
