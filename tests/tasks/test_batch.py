"""Making many documents: only what has changed, none stopped by another, and nothing that people wrote is lost."""

from __future__ import annotations

import dataclasses
import functools
import io
import multiprocessing
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.word.pictures import png
from xltools.documents.common import Context
from xltools.model.codes import Code
from xltools.model.figure import Figure, Unit
from xltools.model.finding import Finding
from xltools.model.provenance import Origin
from xltools.model.report import CannotRunError
from xltools.model.text import Text
from xltools.tasks.batch import BatchReport, Outcome, Wishes, make_documents
from xltools.tasks.press import Order, Press, TemplateFile
from xltools.word.appearance import Appearance
from xltools.word.picture import picture
from xltools.word.read import paragraphs
from xltools.workspace import Workspace

DOCUMENT = "tertialrapport"


@dataclass(frozen=True)
class Amounts:
    """Composes a document of one amount; a name that is in `broken` has no figures at all."""

    tkr: int = 500
    broken: frozenset[str] = frozenset()

    def values(self, order: Order) -> Context:
        if order.name in self.broken:
            raise KeyError(order.name)
        return {"namn": order.name, "summa": Figure("summa", self.tkr * 100_000, Unit.ORE), "text": Text("Ord.")}

    def schema(self, order: Order) -> Context:
        return self.values(order)

    def origin(self, order: Order) -> Origin:
        return Origin(order.document)

    def faults(self, _order: Order, _values: Context) -> tuple[Finding, ...]:
        return ()


@dataclass(frozen=True)
class Deadly(Amounts):
    """Composes as ever in this process, and ends any other."""

    def values(self, order: Order) -> Context:
        if multiprocessing.parent_process() is not None:
            os._exit(1)
        return {"namn": order.name, "summa": Figure("summa", 0, Unit.ORE)}


@functools.cache  # a file of python-docx tells the time, so the same lines twice would be two templates
def template(*lines: str) -> TemplateFile:
    document = Document()
    for line in lines or ("{{ namn }}: {{ summa | tkr }} tkr",):
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return TemplateFile(stream.getvalue(), "mallar/tertialrapport.docx")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def make(
    workspace: Workspace,
    count: int = 3,
    composer: Amounts | None = None,
    lines: tuple[str, ...] = (),
    wishes: Wishes | None = None,
    appearance: Appearance | None = None,
) -> BatchReport:
    orders = [Order(DOCUMENT, workspace.root / "resultat" / f"{i}.docx", f"Rapport {i}") for i in range(count)]
    press = Press(composer or Amounts(), {DOCUMENT: template(*lines)}, appearance or Appearance())
    return make_documents(workspace, orders, press, wishes or Wishes())


def outcomes(report: BatchReport) -> list[str]:
    return [one.outcome.value for one in report.documents]


def words(workspace: Workspace, number: int) -> list[str]:
    return paragraphs((workspace.root / "resultat" / f"{number}.docx").read_bytes())


def test_a_second_run_writes_nothing(workspace: Workspace) -> None:
    make(workspace)
    before = {path: path.stat().st_mtime_ns for path in (workspace.root / "resultat").iterdir()}
    assert outcomes(make(workspace)) == ["oförändrat"] * 3
    assert {path: path.stat().st_mtime_ns for path in (workspace.root / "resultat").iterdir()} == before


def test_new_figures_make_new_documents(workspace: Workspace) -> None:
    make(workspace)
    assert outcomes(make(workspace, composer=Amounts(501))) == ["skrivet"] * 3
    assert words(workspace, 0) == ["Rapport 0: 501 tkr"]


def test_a_changed_template_makes_new_documents(workspace: Workspace) -> None:
    make(workspace)
    assert outcomes(make(workspace, lines=("{{ namn }}",))) == ["skrivet"] * 3


@pytest.mark.parametrize(
    "look",
    [Appearance(colour="7A1F3D"), Appearance(font="Calibri"), Appearance(logo=picture(png(), "Logotyp"))],
    ids=["färg", "typsnitt", "logotyp"],
)
def test_a_changed_look_makes_new_documents(workspace: Workspace, look: Appearance) -> None:
    make(workspace)
    assert outcomes(make(workspace, appearance=look)) == ["skrivet"] * 3


def test_a_new_version_of_the_program_makes_new_documents(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(workspace)
    monkeypatch.setattr("xltools.tasks.press.__version__", "99.0")
    assert outcomes(make(workspace)) == ["skrivet"] * 3


def test_a_document_that_has_been_taken_away_is_made_again(workspace: Workspace) -> None:
    make(workspace)
    (workspace.root / "resultat" / "1.docx").unlink()
    assert outcomes(make(workspace)) == ["oförändrat", "skrivet", "oförändrat"]


def test_a_damaged_list_of_documents_only_makes_them_again(workspace: Workspace) -> None:
    make(workspace)
    (workspace.root / ".xltools-dokument.json").write_text("{", "utf-8")
    assert outcomes(make(workspace)) == ["skrivet"] * 3


def test_a_document_that_fails_stops_no_other(workspace: Workspace) -> None:
    report = make(workspace, composer=Amounts(broken=frozenset({"Rapport 1"})))
    assert outcomes(report) == ["skrivet", "misslyckades", "skrivet"]
    assert (report.errors, "KeyError" in report.documents[1].reason) == (1, True)


def test_a_failed_document_is_tried_again(workspace: Workspace) -> None:
    make(workspace, composer=Amounts(broken=frozenset({"Rapport 1"})))
    assert outcomes(make(workspace)) == ["oförändrat", "skrivet", "oförändrat"]


def test_a_fault_in_the_template_is_told_once_for_all_its_documents(workspace: Workspace) -> None:
    report = make(workspace, lines=("{{ suma }}", "{{ summa | tkrr }}"))
    assert outcomes(report) == ["misslyckades"] * 3
    assert [finding.code for finding in report.findings] == [Code.TEMPLATE_FAULT] * 2


def test_an_edited_document_without_news_is_left_alone_and_is_no_failure(workspace: Workspace) -> None:
    make(workspace)
    edited = workspace.root / "resultat" / "1.docx"
    edited.write_bytes(edited.read_bytes() + b" ")
    report = make(workspace)
    assert (outcomes(report), report.errors) == (["oförändrat"] * 3, 0)
    assert "har ändrats" in report.documents[1].reason


def test_an_edited_document_with_news_is_a_failure_and_still_left_alone(workspace: Workspace) -> None:
    make(workspace)
    edited = workspace.root / "resultat" / "1.docx"
    edited.write_bytes(b"edited")
    report = make(workspace, composer=Amounts(501))
    assert outcomes(report) == ["skrivet", "misslyckades", "skrivet"]
    assert (edited.read_bytes(), "--force" in report.documents[1].reason) == (b"edited", True)


def test_with_force_an_edited_document_is_kept_as_a_dated_copy(workspace: Workspace) -> None:
    make(workspace)
    (workspace.root / "resultat" / "1.docx").write_bytes(b"edited")
    report = make(workspace, wishes=Wishes(force=True))
    (kept,) = report.documents[1].kept
    assert (outcomes(report), kept.read_bytes()) == (["skrivet"] * 3, b"edited")


def test_a_document_that_is_open_in_word_stops_no_other(workspace: Workspace) -> None:
    make(workspace)
    (workspace.root / "resultat" / "~$1.docx").touch()
    assert outcomes(make(workspace, composer=Amounts(501))) == ["skrivet", "misslyckades", "skrivet"]


def test_the_batch_holds_the_lock_of_the_folder(workspace: Workspace) -> None:
    with workspace.locked(), pytest.raises(CannotRunError, match="används av"):
        make(workspace)


def test_progress_counts_every_document(workspace: Workspace) -> None:
    seen: list[tuple[int, int]] = []
    orders = [Order(DOCUMENT, workspace.root / f"{i}.docx", str(i)) for i in range(3)]
    press = Press(Amounts(), {DOCUMENT: template()})
    make_documents(workspace, orders, press, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_other_processes_make_the_same_documents_and_fail_as_quietly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, elsewhere = Workspace(tmp_path / "här"), Workspace(tmp_path / "där")
    for one in (here, elsewhere):
        one.root.mkdir()
    broken = Amounts(broken=frozenset({"Rapport 2"}))
    make(here, 4, broken)
    monkeypatch.setattr("xltools.tasks.press.HANDFUL", 3)
    report = make(elsewhere, 4, broken)
    assert [one.outcome for one in report.documents].count(Outcome.FAILED) == 1
    for name in ("0.docx", "1.docx", "3.docx"):
        ours, theirs = (one.root / "resultat" / name for one in (here, elsewhere))
        assert ours.read_bytes() == theirs.read_bytes()


def test_when_another_process_dies_its_documents_are_made_here(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xltools.tasks.press.HANDFUL", 3)
    assert outcomes(make(workspace, 4, Deadly())) == ["skrivet"] * 4


def test_a_check_tells_the_faults_of_unchanged_documents_too(workspace: Workspace) -> None:
    make(workspace, 1)
    report = make(workspace, 1, wishes=Wishes(check=True))
    found = [finding for finding in report.findings if finding.place.file == "resultat/0.docx"]
    assert {Code.ACCESSIBILITY_FAULT} <= {finding.code for finding in found}
    assert all(finding.message.strip() and finding.remedy.endswith(".") for finding in found)


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=4), st.data())
def test_other_values_never_have_the_same_fingerprint(values: dict[str, str], data: st.DataObject) -> None:
    @dataclass(frozen=True)
    class Given:
        found: Context

        def values(self, _order: Order) -> Context:
            return self.found

        def schema(self, _order: Order) -> Context:
            return self.found

        def origin(self, order: Order) -> Origin:
            return Origin(order.document)

        def faults(self, _order: Order, _values: Context) -> tuple[Finding, ...]:
            return ()

    others = data.draw(st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=4))
    order = Order(DOCUMENT, Path("a.docx"), "a")
    one, other = (Press(Given(dict(found)), {DOCUMENT: template("Ord")}).make(order) for found in (values, others))
    assert (one.fingerprint == other.fingerprint) == (list(values.items()) == list(others.items()))


def test_reports_are_joined_with_each_finding_once(workspace: Workspace) -> None:
    report = make(workspace, lines=("{{ suma }}",))
    joined = report.joined(report, dataclasses.replace(report, notes=("Obs.", "Obs.")))
    assert (len(joined.documents), len(joined.findings), joined.notes) == (9, 1, ("Obs.",))
