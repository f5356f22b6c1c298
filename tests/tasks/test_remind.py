"""Reminders as files: to whom, about what, as drafts of mail that no cell can add anything to."""

from __future__ import annotations

import email
import json
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import PERIOD, Entries, small_master
from tests.folders import delivered_folder, workbook
from xltools.cli import cli
from xltools.core.wording.reminder import Lacking, Reminder
from xltools.model.master import MasterData
from xltools.model.organisation import Level, Organisation, OrgUnit
from xltools.model.report import CannotRunError
from xltools.tasks.remind import RemindReport, _as_mail, remind
from xltools.workspace import Workspace

TODAY = date(2022, 9, 12)
UNIT, OTHER = "1011", "1012"
ADDRESS = "maja.ekdal@example.org"


def with_addresses() -> MasterData:
    """Return the small municipality where the responsible of one enhet has an address."""
    master = small_master()
    nodes = [replace(n, email=ADDRESS) if n.code == UNIT else n for n in master.organisation.nodes]
    return replace(master, organisation=Organisation(tuple(nodes)))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a folder where one enhet has not delivered and another has a fault."""
    broken: dict[str, Entries] = {OTHER: {("Drift", "50", "prognos"): "oklart, fråga Kim"}}
    return delivered_folder(tmp_path, without={UNIT}, changes=broken, master=with_addresses())


def who(report: RemindReport) -> dict[str, Lacking]:
    return {one.unit.code: one.lacking for one in report.written}


def mail(workspace: Workspace, unit: str) -> EmailMessage:
    path = workspace.results(PERIOD) / "paminnelser" / f"{PERIOD}_{unit}.eml"
    found = email.message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(found, EmailMessage)
    return found


def test_those_who_lack_something_are_reminded_and_no_others(workspace: Workspace) -> None:
    report = remind(workspace, PERIOD, TODAY)
    assert who(report) == {UNIT: Lacking.MISSING, OTHER: Lacking.ERRORS}
    assert (report.silent, report.late) == (2, True)


def test_a_mail_is_a_draft_with_its_receiver_and_nothing_wrong_in_its_form(workspace: Workspace) -> None:
    remind(workspace, PERIOD, TODAY)
    found = mail(workspace, UNIT)
    assert (found["X-Unsent"], found["To"]) == ("1", f"Maja Ekdal <{ADDRESS}>")
    assert found["Subject"] == "Påminnelse: inlämningsboken för Utredningsenheten, augusti 2022"
    assert (found["From"], found["Bcc"], found.defects) == (None, None, [])
    assert "9 september 2022" in found.get_content()


def test_without_an_address_the_mail_has_no_receiver(workspace: Workspace) -> None:
    remind(workspace, PERIOD, TODAY)
    assert mail(workspace, OTHER)["To"] is None


def test_a_fault_is_told_by_its_cell_and_not_by_what_was_typed(workspace: Workspace) -> None:
    remind(workspace, PERIOD, TODAY)
    text = mail(workspace, OTHER).get_content()
    assert "bladet Drift, cell " in text
    assert "Kim" not in text


def test_the_place_of_the_book_is_told_without_the_path_of_a_computer(workspace: Workspace) -> None:
    remind(workspace, PERIOD, TODAY)
    text = mail(workspace, UNIT).get_content()
    assert f"mappen {workspace.root.name}/inlamning/{PERIOD}." in text
    assert str(workspace.root.parent) not in text


def test_with_all_those_who_are_done_are_thanked(workspace: Workspace) -> None:
    report = remind(workspace, PERIOD, TODAY, every=True)
    assert (len(report.written), report.silent) == (4, 0)
    assert "är inlämnad och har inga fel. Tack!" in mail(workspace, "2011").get_content()


def test_a_part_of_the_tree_can_be_reminded_alone(workspace: Workspace) -> None:
    assert who(remind(workspace, PERIOD, TODAY, units=[OTHER])) == {OTHER: Lacking.ERRORS}
    assert who(remind(workspace, PERIOD, TODAY, units=["101"])) == {UNIT: Lacking.MISSING, OTHER: Lacking.ERRORS}
    with pytest.raises(CannotRunError, match="1O11"):
        remind(workspace, PERIOD, TODAY, units=["1O11"])


def test_as_text_it_can_be_pasted(workspace: Workspace) -> None:
    (first, _) = remind(workspace, PERIOD, TODAY, text=True).written
    text = (workspace.root / first.path).read_bytes().decode("utf-8-sig")
    assert text.startswith(f"Till: Maja Ekdal <{ADDRESS}>\r\nÄmne: Påminnelse: ")


def test_a_reminder_that_is_no_longer_needed_is_taken_away(workspace: Workspace) -> None:
    remind(workspace, PERIOD, TODAY)
    book = workspace.deliveries(PERIOD) / f"{PERIOD}_{OTHER}.xlsx"
    entries = delivered_folder(workspace.root / "annan").deliveries(PERIOD) / book.name
    book.write_bytes(entries.read_bytes())
    report = remind(workspace, PERIOD, TODAY)
    assert report.removed == (f"resultat/{PERIOD}/paminnelser/{PERIOD}_{OTHER}.eml",)
    assert not (workspace.root / report.removed[0]).exists()


def test_one_that_somebody_has_changed_is_not_written_over(workspace: Workspace) -> None:
    (first, _) = remind(workspace, PERIOD, TODAY).written
    path = workspace.root / first.path
    path.write_bytes(path.read_bytes() + b"PS Ring mig!")
    with pytest.raises(CannotRunError, match="har ändrats"):
        remind(workspace, PERIOD, date(2022, 9, 5))
    report = remind(workspace, PERIOD, date(2022, 9, 5), force=True)
    assert len(report.kept) == 1


def test_the_words_can_be_ones_own(workspace: Workspace) -> None:
    workspace.templates.mkdir()
    own = workspace.templates / "paminnelse.txt"
    own.write_text("Ämne: Hej från ekonomin, {enhet}\n\n{laget}\n", "utf-8")
    remind(workspace, PERIOD, TODAY)
    assert mail(workspace, UNIT)["Subject"] == "Hej från ekonomin, Utredningsenheten"
    own.write_text("Ämne: {enheten}\n", "utf-8")
    with pytest.raises(CannotRunError, match=r"mallar/paminnelse.txt: .*Menade du enhet"):
        remind(workspace, PERIOD, TODAY)


def test_a_book_that_is_not_filled_in_is_named_so(workspace: Workspace) -> None:
    (workspace.deliveries(PERIOD) / f"{PERIOD}_{UNIT}.xlsx").write_bytes(workbook(with_addresses(), UNIT, {}))
    assert who(remind(workspace, PERIOD, TODAY))[UNIT] is Lacking.BLANK


nasty = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


@given(nasty, nasty, nasty)
def test_no_text_can_add_a_field_to_a_mail(name: str, subject: str, body: str) -> None:
    unit = OrgUnit("1", "E", Level.ENHET, "", name, ADDRESS)
    made = email.message_from_bytes(_as_mail(unit, Reminder(subject, f"{body}\n")), policy=default)
    assert isinstance(made, EmailMessage)
    assert set(made.keys()) == {
        "X-Unsent", "Subject", "To", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"
    }  # fmt: skip
    assert [one.addr_spec for one in made["To"].addresses] == [ADDRESS]
    assert made.get_content().split() == body.split()


def test_the_command_answers_in_json(workspace: Workspace) -> None:
    done = CliRunner().invoke(cli, ["-C", str(workspace.root), "remind", "--period", str(PERIOD), "--json"])
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert [one["varför"] for one in told["påminnelser"]] == ["ej inlämnad", "fel"]
