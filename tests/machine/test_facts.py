"""What is seen of a computer: its packages, and the settings of Windows wherever they are kept."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from xltools.machine.facts import look, packages
from xltools.machine.registry import Settings

DEFENDER = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender"
RULE = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel\Security"
CHOICE = r"HKCU\Software\Microsoft\Office\16.0\Excel\Security"


def having(**values: str | int) -> Settings:
    """Return settings by `key|name`, as `settings(**{"HKCU\\A|B": 1})`."""
    return lambda key, name: values.get(f"{key}|{name}")


def test_this_computer_has_every_package_that_the_program_asks_for() -> None:
    assert [one.name for one in packages() if not one.fits] == []


def test_packages_for_other_systems_and_for_developers_are_not_asked_for() -> None:
    assert not {"winreg", "pytest", "docxtpl"} & {one.name for one in packages()}


def test_this_python_is_told_with_its_place() -> None:
    assert look().executable == Path(sys.executable)


def test_the_version_of_excel_is_read_from_windows() -> None:
    assert look(having(**{r"HKCR\Excel.Application\CurVer|": "Excel.Application.16"})).excel == "16"


def test_without_excel_there_is_no_version() -> None:
    assert look(having()).excel is None


def test_the_policy_on_macros_goes_before_the_choice_of_the_user() -> None:
    computer = look(having(**{rf"{POLICY}|VBAWarnings": 4, rf"{CHOICE}|VBAWarnings": 2}))
    assert (computer.vba_warnings, computer.vba_warnings_by_policy) == (4, True)


def test_the_choice_of_the_user_counts_where_there_is_no_policy() -> None:
    computer = look(having(**{rf"{CHOICE}|VBAWarnings": 3}))
    assert (computer.vba_warnings, computer.vba_warnings_by_policy) == (3, False)


@pytest.mark.parametrize(
    "found",
    [
        {rf"{DEFENDER}\Windows Defender Exploit Guard\ASR\Rules|{RULE}": "1"},
        {rf"{DEFENDER}\Policy Manager|ASRRules": f"{'0' * 8}=2|{RULE.upper()}=1"},
    ],
)
def test_the_rule_against_starting_programs_is_found_in_both_places(found: dict[str, str | int]) -> None:
    assert look(having(**found)).children_blocked == 1


def test_a_setting_that_is_no_number_counts_as_not_set() -> None:
    assert look(having(**{rf"{POLICY}|VBAWarnings": "kanske"})).vba_warnings is None


def test_a_synced_folder_is_known_from_the_environment_once() -> None:
    computer = look(having(), {"OneDrive": "/moln", "OneDriveCommercial": "/moln"})
    assert computer.synced == (Path("/moln"),)
