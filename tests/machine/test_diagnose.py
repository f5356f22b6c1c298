"""What is said of a computer: every fault is named with its remedy, and what was not seen never counts as well."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from xltools.machine.diagnose import AddIn, Around, diagnose
from xltools.machine.facts import Computer, Package
from xltools.model.diagnosis import Diagnosis, Health

HOME = Path(__file__).parent
PYTHON = Path(__file__).resolve()

WINDOWS = Computer(
    system="win32",
    python="3.12.4",
    executable=PYTHON.parent / "python.exe",
    own_environment=True,
    from_shop=False,
    packages=(Package("click", ">=8.1", "8.2.0", fits=True),),
    excel="16",
)
AT_WORK = Around(folder=HOME, writable=True, addin=AddIn.SAME, python=PYTHON, libreoffice=Path("soffice"))


def said(computer: Computer, around: Around = AT_WORK) -> dict[str, Diagnosis]:
    return {one.subject: one for one in diagnose(computer, around)}


def test_a_computer_in_order_has_nothing_to_mend() -> None:
    assert {one.health for one in said(WINDOWS).values()} == {Health.WELL}


def test_what_is_well_needs_no_remedy() -> None:
    assert {one.remedy for one in said(WINDOWS).values()} == {""}


@pytest.mark.parametrize(
    ("computer", "subject", "health"),
    [
        (replace(WINDOWS, from_shop=True), "Python", Health.BROKEN),
        (replace(WINDOWS, own_environment=False), "Python", Health.DOUBTFUL),
        (replace(WINDOWS, packages=(Package("lxml", ">=5.2", None, fits=False),)), "Paket", Health.BROKEN),
        (replace(WINDOWS, packages=(Package("lxml", ">=5.2", "4.9", fits=False),)), "Paket", Health.BROKEN),
        (replace(WINDOWS, excel=None), "Excel", Health.BROKEN),
        (replace(WINDOWS, addins_off=True), "Fliken i Excel", Health.BROKEN),
        (replace(WINDOWS, trusted_places_off=True), "Fliken i Excel", Health.DOUBTFUL),
        (replace(WINDOWS, vba_warnings=4, vba_warnings_by_policy=True), "Makron", Health.BROKEN),
        (replace(WINDOWS, vba_warnings=3), "Makron", Health.BROKEN),
        (replace(WINDOWS, children_blocked=1), "Excel får starta Python", Health.BROKEN),
        (replace(WINDOWS, children_blocked=6), "Excel får starta Python", Health.DOUBTFUL),
        (replace(WINDOWS, synced=(HOME.parent,)), "Arbetsmapp", Health.DOUBTFUL),
    ],
)
def test_a_fault_of_the_computer_is_named_with_its_remedy(computer: Computer, subject: str, health: Health) -> None:
    one = said(computer)[subject]
    assert (one.health, bool(one.remedy)) == (health, True)


@pytest.mark.parametrize(
    ("around", "subject", "health"),
    [
        (replace(AT_WORK, addin=AddIn.MISSING), "Fliken i Excel", Health.BROKEN),
        (replace(AT_WORK, addin=AddIn.OLD), "Fliken i Excel", Health.DOUBTFUL),
        (replace(AT_WORK, python=None), "Knapparnas Python", Health.BROKEN),
        (replace(AT_WORK, python=Path("/borta/python.exe")), "Knapparnas Python", Health.BROKEN),
        (replace(AT_WORK, python=PYTHON.parents[1] / "conftest.py"), "Knapparnas Python", Health.DOUBTFUL),
        (replace(AT_WORK, writable=False), "Arbetsmapp", Health.BROKEN),
        (replace(AT_WORK, folder=None), "Arbetsmapp", Health.NOT_SEEN),
        (replace(AT_WORK, libreoffice=None), "Pdf", Health.DOUBTFUL),
    ],
)
def test_a_fault_around_the_run_is_named_with_its_remedy(around: Around, subject: str, health: Health) -> None:
    one = said(WINDOWS, around)[subject]
    assert (one.health, bool(one.remedy)) == (health, True)


def test_where_macros_are_off_without_a_policy_the_user_can_turn_them_on() -> None:
    assert "Säkerhetscenter" in said(replace(WINDOWS, vba_warnings=4))["Makron"].remedy


def test_where_office_may_start_nothing_the_way_from_outside_is_shown() -> None:
    assert "xltools button run" in said(replace(WINDOWS, children_blocked=1))["Excel får starta Python"].remedy


def test_a_package_of_the_wrong_version_is_told_with_the_version_that_is_needed() -> None:
    computer = replace(WINDOWS, packages=(Package("lxml", ">=5.2", "4.9", fits=False),))
    assert said(computer)["Paket"].found == "lxml 4.9 (behöver >=5.2)"


def test_on_linux_the_buttons_are_not_seen_rather_than_well() -> None:
    assert said(replace(WINDOWS, system="linux", excel=None))["Excel"].health is Health.NOT_SEEN


def test_on_a_mac_the_setting_for_macros_is_not_seen_rather_than_well() -> None:
    assert said(replace(WINDOWS, system="darwin"))["Makron"].health is Health.NOT_SEEN
