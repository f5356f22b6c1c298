"""The sender's own look: colour, font and logo in the built-in templates and in one's own."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.word.pictures import jpeg, png
from xltools.excel import styles
from xltools.model.chart import Chart, Kind, Series
from xltools.model.colour import READABLE, WHITE, contrast
from xltools.resources import builtin
from xltools.word.accessibility.check import Rule, check
from xltools.word.appearance import FONT, MAIN, PLAIN, SOFT, TINT, Appearance, dressed
from xltools.word.charts.chart import ChartPlace
from xltools.word.package import Package
from xltools.word.picture import picture
from xltools.word.template import TemplateErrors, compile_template

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document

WINE = "7A1F3D"
LOGO = picture(png(), "Logotyp för Exempelstads kommun")
TERTIALRAPPORT, LETTER = "tertialrapport", "tjansteskrivelse"
every_template = pytest.mark.parametrize("name", [TERTIALRAPPORT, LETTER])


def template(*lines: str, build: Callable[[Document], None] | None = None) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if build:
        build(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def built_in(name: str, appearance: Appearance) -> Package:
    return dressed(Package.open(builtin(f"templates/{name}.docx").read_bytes()), appearance)


def all_xml(package: Package) -> str:
    return "\n".join(package.read(name).decode() for name in package.names if name.endswith((".xml", ".rels")))


def rendered(data: bytes, appearance: Appearance, **values: object) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(compile_template(data, values, appearance).render(values)))


def test_the_list_of_what_may_be_exchanged_is_what_the_templates_are_drawn_with() -> None:
    drawn = [colour.removeprefix("#") for colour in (styles.NAVY, styles.SLATE, styles.MIST)]
    assert [*drawn, styles.FONT] == [MAIN, SOFT, TINT, FONT]


@every_template
def test_none_of_the_templates_own_colours_is_left(name: str) -> None:
    xml = all_xml(built_in(name, Appearance(colour=WINE)))
    assert WINE in xml
    assert not re.search(f'="({MAIN}|{SOFT}|{TINT})"', xml, re.IGNORECASE)


@every_template
def test_none_of_the_templates_own_font_is_left(name: str) -> None:
    xml = all_xml(built_in(name, Appearance(font="Source Sans 3")))
    assert "Source Sans 3" in xml
    assert f'"{FONT}"' not in "".join(re.findall(r"<w:rFonts[^>]*>", xml))


def test_a_font_with_signs_of_markup_in_its_name_is_only_a_name() -> None:
    package = built_in(LETTER, Appearance(font='A&B "<C>'))
    fonts = package.parse("word/styles.xml").iter("{*}rFonts")
    assert 'A&B "<C>' in {str(value) for one in fonts for value in one.attrib.values()}


@every_template
def test_without_a_look_of_ones_own_only_the_place_of_the_logo_goes(name: str) -> None:
    before = Package.open(builtin(f"templates/{name}.docx").read_bytes())
    after = dressed(before, PLAIN)
    assert "logotyp }}" in all_xml(before)
    assert "logotyp }}" not in all_xml(after)
    assert before.read("word/styles.xml") == after.read("word/styles.xml")


@given(st.integers(0, 0xFFFFFF))
def test_whatever_the_main_colour_text_can_be_read(number: int) -> None:
    colours = Appearance(colour=f"{number:06X}").colours()
    assert contrast(colours[MAIN], WHITE) >= READABLE
    assert contrast(colours[SOFT], WHITE) >= READABLE
    assert contrast("262626", colours[TINT]) >= READABLE


@every_template
@pytest.mark.parametrize("logo", [LOGO, picture(jpeg(), "Logotyp")], ids=["png", "jpeg"])
def test_the_logo_is_a_part_that_its_place_points_to(name: str, logo: object) -> None:
    package = built_in(name, Appearance(logo=logo))  # type: ignore[arg-type]  # one of the two above
    places = [part for part in package.names if "xltools_logotyp" in package.read(part).decode("latin-1")]
    (relations,) = [part for part in places if part.endswith(".rels")]
    target = re.search(r'Target="(media/xltools_logotyp\.(png|jpeg))"', package.read(relations).decode())
    assert target
    assert package.read(f"word/{target[1]}") == logo.data  # type: ignore[attr-defined]  # as said above
    assert f'Extension="{target[2]}"' in package.read("[Content_Types].xml").decode()


@every_template
def test_the_logo_has_an_alternative_text(name: str) -> None:
    package = built_in(name, Appearance(logo=LOGO))
    assert f'descr="{LOGO.description}"' in all_xml(package)


@every_template
def test_python_docx_opens_a_template_with_a_logo(name: str) -> None:
    opened = docx.Document(io.BytesIO(built_in(name, Appearance(WINE, "Calibri", LOGO)).write({})))
    images = [part for part in opened.part.package.iter_parts() if part.partname.endswith(".png")]
    assert [part.blob for part in images] == [LOGO.data]


def test_the_logo_keeps_its_shape_within_its_place() -> None:
    package = dressed(Package.open(template("{{ logotyp }}")), Appearance(logo=LOGO))
    (extent,) = package.parse("word/document.xml").iter("{*}extent")
    width, height = int(str(extent.get("cx"))), int(str(extent.get("cy")))
    assert width == pytest.approx(3 * height, rel=0.001)
    assert width <= 5.5 * 360_000


def test_a_tag_for_the_logo_may_be_split_by_word() -> None:
    def split(document: Document) -> None:
        paragraph = document.add_paragraph("{{ lo")
        paragraph.add_run("gotyp").bold = True
        paragraph.add_run("\N{NO-BREAK SPACE}}}")

    made = rendered(template(build=split), Appearance(logo=LOGO))
    assert "word/media/xltools_logotyp.png" in made.namelist()


def test_several_logos_share_one_picture_and_no_number() -> None:
    made = rendered(template("{{ logotyp }}", "Ord", "{{ logotyp }}"), Appearance(logo=LOGO))
    xml = made.read("word/document.xml").decode()
    numbers = re.findall(r'<wp:docPr id="(\d+)"', xml)
    assert len(set(numbers)) == 2
    assert len([name for name in made.namelist() if "logotyp" in name]) == 1


def test_a_cell_keeps_its_last_paragraph_when_there_is_no_logo() -> None:
    def cell(document: Document) -> None:
        document.add_table(1, 1).cell(0, 0).paragraphs[0].add_run("{{ logotyp }}")

    xml = etree.fromstring(rendered(template(build=cell), PLAIN).read("word/document.xml"))
    (made,) = xml.iter("{*}tc")
    assert [etree.QName(child).localname for child in made][-1] == "p"


def test_a_logo_in_the_midst_of_words_is_told_as_a_fault() -> None:
    with pytest.raises(TemplateErrors, match="logotyp"):
        compile_template(template("Avsändare: {{ logotyp }}"), {}, Appearance(logo=LOGO))


def test_charts_follow_the_main_colour() -> None:
    chart = Chart(Kind.BAR, "Avvikelse", ("IFO",), (Series("Avvikelse", (1,)),), "mnkr", "Stapeldiagram.")
    made = rendered(template("{{ diagram }}"), Appearance(colour=WINE), diagram=chart)
    xml = made.read("word/charts/chart1.xml").decode()
    assert WINE in xml
    assert MAIN not in xml


def test_charts_follow_the_font() -> None:
    assert ChartPlace.of(built_in(LETTER, Appearance(font="Calibri"))).font == "Calibri"


def test_a_light_main_colour_gives_no_fault_of_contrast() -> None:
    data = built_in(TERTIALRAPPORT, Appearance(colour="FFD100")).write({})
    assert [fault for fault in check(data) if fault.rule is Rule.CONTRAST] == []
