from __future__ import annotations

import io
import re
import subprocess
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml

from tests.word.making import XMLNS, faults_of_form, part, rendered, table, template
from xltools.model.text import Text
from xltools.word.read import headings, paragraphs
from xltools.word.toc import fill_toc

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

FIELD = f"""<w:p {XMLNS}><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC
</w:instrText></w:r><w:r><w:instrText xml:space="preserve">\\o "1-2" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar
w:fldCharType="separate"/></w:r><w:r><w:t>Uppdatera</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"""


def report(document: Document) -> None:
    document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.element.body.insert(0, parse_xml(FIELD))
    document.add_heading("Drift & {{ rubrik }}", 1)
    document.add_paragraph("{% for o in omraden %}")
    document.add_heading("{{ o.namn }}", 2)
    document.add_heading("för djupt", 3)
    document.add_paragraph("{% endfor %}")
    table(document, ("{% for r in drift.rader %}{{ r.namn }}", "{{ r.avvikelse }}{% endfor %}"))
    document.add_page_break()  # type: ignore[no-untyped-call]  # python-docx leaves it untyped
    document.add_heading("Slut", 1)
    document.add_paragraph("{{ kommentar }}")


def entries(data: bytes) -> list[str]:
    return [text for text in paragraphs(data) if "\t" in text]


def test_rendering_fills_the_contents_with_the_headings_it_made() -> None:
    done = rendered(template(shape=report))
    assert entries(done) == ["Drift & Tertialrapport\t", "Vård\t", "Stöd\t", "Slut\t"]
    assert "Uppdatera" not in part(done)


def test_every_entry_links_to_the_bookmark_of_its_heading() -> None:
    body = part(rendered(template(shape=report)))
    links = re.findall(r'w:anchor="(_Toc\d+)"', body)
    assert links == re.findall(r'<w:bookmarkStart [^>]*w:name="(_Toc\d+)"', body)
    assert links == re.findall(r"PAGEREF (_Toc\d+)", body)


def test_without_page_numbers_word_is_told_to_find_them_without_asking() -> None:
    done = rendered(template(shape=report))
    assert part(done).count('w:dirty="true"') == 4
    assert "updateFields" not in part(done, "word/settings.xml")


def test_given_page_numbers_are_written_in() -> None:
    done = fill_toc(rendered(template(shape=report)), [2, 2, 3, 14])
    assert entries(done) == ["Drift & Tertialrapport\t2", "Vård\t2", "Stöd\t3", "Slut\t14"]
    assert "w:dirty" not in part(done)


def test_filling_again_changes_nothing() -> None:
    once = fill_toc(rendered(template(shape=report)), [1, 2, 3, 4])
    assert fill_toc(once, [1, 2, 3, 4]) == once


def test_a_wrong_number_of_pages_is_refused() -> None:
    with pytest.raises(ValueError, match="2 page numbers for 4 headings"):
        fill_toc(rendered(template(shape=report)), [1, 2])


def test_a_document_without_contents_is_left_alone() -> None:
    data = template("x")
    assert fill_toc(data) is data


def test_a_document_without_headings_keeps_its_field() -> None:
    done = rendered(template(shape=lambda document: document.element.body.insert(0, parse_xml(FIELD))))
    assert "Uppdatera" in part(done)


def test_a_filled_document_is_valid_and_opens() -> None:
    done = rendered(template(shape=report))
    assert faults_of_form(done) == []
    styles = [p.style.name for p in docx.Document(io.BytesIO(done)).paragraphs if p.style]
    assert styles[0] == "toc 1"


def test_headings_are_read_with_their_level() -> None:
    assert headings(rendered(template(shape=report)))[:3] == [
        (1, "Drift & Tertialrapport"),
        (2, "Vård"),
        (3, "för djupt"),
    ]


def test_libreoffice_shows_all_of_a_rendered_report(tmp_path: Path) -> None:
    text = Text("Ett **fett** ord & <mer>.\n\n- en punkt\n- en till")
    (tmp_path / "rapport.docx").write_bytes(fill_toc(rendered(template(shape=report), kommentar=text), [1, 1, 1, 2]))
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "rapport.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    lines = (tmp_path / "rapport.txt").read_text(encoding="utf-8-sig").splitlines()
    for line in ("Drift & Tertialrapport\t1", "Slut\t2", "IFO", "Ett fett ord & <mer>."):
        assert line in lines
    assert any(line.endswith("en till") for line in lines)
