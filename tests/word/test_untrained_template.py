"""Templates made by people who are no programmers, in LibreOffice: they work, or say plainly why not."""

from __future__ import annotations

import subprocess

import pytest

from tests.documents import published
from xltools.documents import tjansteskrivelse
from xltools.model.figure import Figure, Unit
from xltools.model.text import Text
from xltools.resources import builtin
from xltools.word.ooxml import P, paragraph_text
from xltools.word.package import Package
from xltools.word.pdfs import soffice
from xltools.word.read import paragraphs, tables
from xltools.word.template import TemplateErrors, compile_template

# What a person writes: quotes that the program has made curly, a word made bold in the middle of a tag, no-break
# spaces, a table whose row is to be repeated, tags in head and foot, and a box beside the text.
_WRITTEN = """\
<text:h text:outline-level="1" text:style-name="Heading_20_1">Uppföljning {{ namnd }}</text:h>
<text:p>Prognosen är {{ drift.<text:span text:style-name="Fet">total</text:span>.prognos | mnkr }} mnkr.</text:p>
<text:p>{% if namnd == \u201dVård &amp; omsorg\u201d %}Rätt nämnd{% endif %}</text:p>
<text:p>{{\N{NO-BREAK SPACE}kommentar\N{NO-BREAK SPACE}}}</text:p>
<text:p>{% for rad in rader %}</text:p>
<text:p>{{ rad.namn }}</text:p>
<text:p>{% endfor %}</text:p>
<table:table table:name="Tabell1"><table:table-column table:number-columns-repeated="2"/>
<table:table-header-rows><table:table-row><table:table-cell><text:p>Enhet</text:p></table:table-cell>
<table:table-cell><text:p>Tkr</text:p></table:table-cell></table:table-row></table:table-header-rows>
<table:table-row><table:table-cell><text:p>{% for rad in rader %}{{ rad.namn }}</text:p></table:table-cell>
<table:table-cell><text:p>{{ rad.summa | tkr }}{% endfor %}</text:p></table:table-cell></table:table-row></table:table>
<text:p>Se rutan.<draw:frame text:anchor-type="paragraph" svg:width="5cm" svg:height="2cm"><draw:text-box>
<text:p>Ruta: {{ namnd }}</text:p></draw:text-box></draw:frame></text:p>
"""
_FAULTY = """\
<text:h text:outline-level="1" text:style-name="Heading_20_1">Uppföljning</text:h>
<text:p>{{ namd }}</text:p>
<text:p>{{ drift.total.<text:span text:style-name="Fet">prognoss</text:span> | mnkr }}</text:p>
<text:p>{{ drift.total.prognos | mkr }}</text:p><text:p>{% if namnd %}</text:p>
"""
_AROUND = """\
<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles><style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
 style:default-outline-level="1"/><style:style style:name="List_20_Bullet" style:display-name="List Bullet"
 style:family="paragraph"/></office:styles>
<office:automatic-styles><style:style style:name="Fet" style:family="text">
<style:text-properties fo:font-weight="bold"/>
</style:style><style:page-layout style:name="Sida"><style:page-layout-properties fo:page-width="21cm"
 fo:page-height="29.7cm"/><style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Sida">
<style:header><text:p>Huvud: {{ namnd }}</text:p></style:header>
<style:footer><text:p>Fot: {{ namnd }}</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>BODY<text:p text:style-name="List_20_Bullet">Punkt</text:p></office:text></office:body>
</office:document>
"""
VALUES: dict[str, object] = {
    "namnd": "Vård & omsorg",
    "drift": {"total": {"prognos": Figure("drift.total.prognos", 92_113_600_000, Unit.ORE)}},
    "kommentar": Text("Volymerna < planen & priserna > budget.\n\nAndra stycket."),
    "rader": [
        {"namn": "A & B", "summa": Figure("a", 100_000, Unit.ORE)},
        {"namn": "<C>", "summa": Figure("c", -200_000, Unit.ORE)},
    ],
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return documents saved as .docx by LibreOffice: two that a person wrote in it, and a built-in template."""
    work = tmp_path_factory.mktemp("mallar")
    (work / "egen.fodt").write_text(_AROUND.replace("BODY", _WRITTEN), "utf-8")
    (work / "fel.fodt").write_text(_AROUND.replace("BODY", _FAULTY), "utf-8")
    (work / "tjansteskrivelse.docx").write_bytes(builtin("templates/tjansteskrivelse.docx").read_bytes())
    (work / "ut").mkdir()
    subprocess.run(
        [str(soffice.find()), f"-env:UserInstallation={(work / 'profil').as_uri()}", "--headless", "--convert-to",
         "docx:MS Word 2007 XML", "--outdir", "ut", "egen.fodt", "fel.fodt", "tjansteskrivelse.docx"],
        cwd=work, check=True, capture_output=True,
    )  # fmt: skip
    return {path.stem: path.read_bytes() for path in (work / "ut").iterdir()}


@pytest.fixture(scope="module")
def made(saved: dict[str, bytes]) -> bytes:
    return compile_template(saved["egen"], VALUES).render(VALUES)


def of_kind(document: bytes, kind: str) -> list[str]:
    package = Package.open(document)
    return [paragraph_text(p) for part in package.parts_of(kind) for p in package.parse(part).iter(P)]


def test_a_tag_with_a_bold_word_in_it_is_one_tag(made: bytes) -> None:
    assert "Prognosen är 921,1 mnkr." in [text.replace("\N{NO-BREAK SPACE}", " ") for text in paragraphs(made)]


def test_curly_quotes_are_quotes(made: bytes) -> None:
    assert "Rätt nämnd" in paragraphs(made)


def test_signs_of_markup_in_values_are_text(made: bytes) -> None:
    text = paragraphs(made)
    assert {"Uppföljning Vård & omsorg", "Volymerna < planen & priserna > budget.", "Andra stycket."} <= set(text)


def test_a_loop_repeats_paragraphs_and_rows(made: bytes) -> None:
    assert [text for text in paragraphs(made) if text in ("A & B", "<C>")] == ["A & B", "<C>"]
    (table,) = tables(made)
    assert table == [["Enhet", "Tkr"], ["A & B", "1"], ["<C>", "\N{MINUS SIGN}2"]]


def test_tags_in_head_foot_and_text_box_are_filled(made: bytes) -> None:
    assert "Huvud: Vård & omsorg" in of_kind(made, "header")
    assert "Fot: Vård & omsorg" in of_kind(made, "footer")
    assert "Ruta: Vård & omsorg" in of_kind(made, "document.main")


def test_every_fault_is_told_with_its_place_and_the_nearest_name(saved: dict[str, bytes]) -> None:
    with pytest.raises(TemplateErrors) as raised:
        compile_template(saved["fel"], VALUES)
    found = [(problem.tag, problem.nearest) for problem in raised.value.problems]
    assert found == [
        ("{{ namd }}", "namnd"),
        ("{{ drift.total.prognoss | mnkr }}", "drift.total.prognos"),
        ("{{ drift.total.prognos | mkr }}", "mnkr"),
        ("{% if namnd %}", ""),
    ]
    assert all("Uppföljning" in problem.where for problem in raised.value.problems)


def test_a_built_in_template_saved_by_libreoffice_says_the_same(saved: dict[str, bytes]) -> None:
    master = published.master()
    schema = tjansteskrivelse.example(master, master.cases[0], published.summary())
    values = tjansteskrivelse.context(master, master.cases[0], published.summary())
    before, after = (
        compile_template(data, schema).render(values)
        for data in (builtin("templates/tjansteskrivelse.docx").read_bytes(), saved["tjansteskrivelse"])
    )
    assert [text.strip() for text in paragraphs(after)] == [text.strip() for text in paragraphs(before)]
