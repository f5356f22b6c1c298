"""The look in grunddata: a logo that cannot be used is told, and the documents are made without it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from tests.documents import published
from tests.word.pictures import png
from xltools.model.codes import Code
from xltools.model.master import MasterData
from xltools.tasks.appearance import appearance_of
from xltools.tasks.report import make_report
from xltools.word.package import Package
from xltools.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "arbete").mkdir()
    (tmp_path / "hemlig.png").write_bytes(png())
    return Workspace(tmp_path / "arbete")


def looking(**changes: str) -> MasterData:
    master = published.master()
    return dataclasses.replace(master, municipality=dataclasses.replace(master.municipality, **changes))


def test_the_report_follows_colour_font_and_logo(workspace: Workspace) -> None:
    (workspace.root / "logotyp.png").write_bytes(png())
    look = looking(main_colour="#7A1F3D", font="Calibri", logo="logotyp.png")
    made = make_report(workspace, "tertialrapport", look, published.summary())
    assert (made.findings, made.path is not None) == ((), True)
    assert made.path
    package = Package.open(made.path.read_bytes())
    styles = package.read("word/styles.xml").decode()
    assert ("7A1F3D" in styles, "Calibri" in styles) == (True, True)
    assert package.read("word/media/xltools_logotyp.png") == png()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("finns_inte.png", None, "finns inte"),
        ("logotyp.png", b"<svg/>", "ingen bild"),
        ("logotyp.png", png()[:30], "skadad"),
        ("../hemlig.png", None, "inte i arbetsmappen"),
        ("mallar", None, "finns inte"),
    ],
)
def test_a_logo_that_cannot_be_used_is_told_and_left_out(
    workspace: Workspace, name: str, data: bytes | None, why: str
) -> None:
    (workspace.root / "mallar").mkdir()
    if data is not None:
        (workspace.root / name).write_bytes(data)
    appearance, findings = appearance_of(workspace, looking(logo=name))
    assert appearance.logo is None
    assert [finding.code for finding in findings] == [Code.LOGO_UNUSABLE]
    assert why in findings[0].message


def test_a_logo_outside_the_folder_is_not_read_by_its_whole_path_either(workspace: Workspace) -> None:
    appearance, findings = appearance_of(workspace, looking(logo=str(workspace.root.parent / "hemlig.png")))
    assert (appearance.logo, len(findings)) == (None, 1)


def test_a_report_is_made_although_the_logo_is_missing(workspace: Workspace) -> None:
    made = make_report(workspace, "tertialrapport", looking(logo="finns_inte.png"), published.summary())
    assert made.path
    assert [finding.code for finding in made.findings] == [Code.LOGO_UNUSABLE]
