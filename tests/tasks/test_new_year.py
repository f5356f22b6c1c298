"""`new-year`: everything of the old year is carried over or named, nothing is lost, and twice is once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.builders import Entries, small_master
from tests.core.deliveries import delivery
from tests.folders import delivered_folder
from xltools.archive import DriftRecord, write_snapshot
from xltools.core.year.opening import next_year
from xltools.excel.grunddata import grunddata_workbook
from xltools.model.fact import MEASURE_SCALE, Aspect, Domain, Fact
from xltools.model.line import Planned
from xltools.model.master import MasterData
from xltools.model.move import Move
from xltools.model.opening import BudgetWay, What
from xltools.model.period import Period
from xltools.model.place import Place
from xltools.model.report import CannotRunError
from xltools.tasks.master import check_master, load_master, load_written
from xltools.tasks.new_year import NewYearPlan, apply, budget_way, plan
from xltools.workspace import Workspace

MASTER = small_master()
DECEMBER = Period(2022, 12)


def whole_year(master: MasterData = MASTER) -> MasterData:
    """Return grunddata with outcome of all of 2022: the same every month as in 2021."""
    year = tuple(replace(row, year=2022) for row in master.outcome if row.year == 2021)
    return replace(master, outcome=(*(row for row in master.outcome if row.year < 2022), *year))


def folder(root: Path, master: MasterData | None = None) -> Workspace:
    root.mkdir(exist_ok=True)
    (root / "grunddata.xlsx").write_bytes(grunddata_workbook(master or whole_year()))
    return Workspace(root)


def opened(workspace: Workspace, way: BudgetWay = BudgetWay.EMPTY) -> MasterData:
    apply(workspace, plan(workspace, 2023, way))
    return load_written(workspace)


def told(made: NewYearPlan, what: What) -> str:
    return "\n".join(change.text for change in made.changes if change.what is what)


def test_a_plan_writes_nothing(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    before = workspace.master.read_bytes()
    assert plan(workspace, 2023).changes
    assert workspace.master.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["grunddata.xlsx"]


def test_the_old_grunddata_is_kept_byte_for_byte(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    before = workspace.master.read_bytes()
    written = apply(workspace, plan(workspace, 2023))
    assert written == (workspace.master, tmp_path / "arkiv" / "grunddata_2022.xlsx")
    assert written[1].read_bytes() == before


def test_opening_twice_changes_nothing(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    apply(workspace, plan(workspace, 2023))
    once = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    again = plan(workspace, 2023)
    assert (again.already, apply(workspace, again)) == (True, ())
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == once


def test_a_year_can_be_opened_anew_once_the_old_grunddata_is_back(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    _, copy = apply(workspace, plan(workspace, 2023))
    first = load_written(workspace)
    workspace.master.write_bytes(copy.read_bytes())
    apply(workspace, plan(workspace, 2023))
    assert load_written(workspace) == first


def test_what_belongs_to_no_year_is_the_same(tmp_path: Path) -> None:
    before, after = whole_year(), opened(folder(tmp_path))
    for name in ("organisation", "lines", "investments", "adjustments", "cases", "rules", "municipality", "vocabulary",
                 "key_figures", "grants", "moves", "profiles", "decisions", "prospects"):  # fmt: skip
        assert getattr(after, name) == getattr(before, name), name
    assert [row.ore for row in after.budget if row.year == 2022] == [row.ore for row in before.budget]
    assert [(row.unit, row.line, row.year, row.ore) for row in after.outcome] == [
        (row.unit, row.line, row.year, row.ore) for row in before.outcome
    ]


def test_the_arshjul_is_moved_a_year_and_away_from_weekends(tmp_path: Path) -> None:
    steps = {str(step.period): step.deadline for step in opened(folder(tmp_path)).cycle}
    # 9 September 2023 is a Saturday, 8 July too; 10 May is a Wednesday.
    assert {key: day for key, day in steps.items() if key > "2023"} == {
        "2023-04": date(2023, 5, 10),
        "2023-06": date(2023, 7, 10),
        "2023-08": date(2023, 9, 11),
    }
    assert steps["2022-08"] == date(2022, 9, 9)


def test_the_29th_of_february_is_the_28th_a_year_later() -> None:
    assert next_year(date(2024, 2, 29)) == date(2025, 2, 28)


def test_next_years_targets_become_the_targets(tmp_path: Path) -> None:
    goals = tuple(
        replace(goal, target_next=Decimal(95), planning="Fler kvällstider.") if goal.code == "N1a" else goal
        for goal in MASTER.goals
    )
    measures = tuple(
        replace(measure, target_next=Decimal(97)) if measure.code == "belaggning" else measure
        for measure in MASTER.measures
    )
    workspace = folder(tmp_path, replace(whole_year(), goals=goals, measures=measures))
    made = plan(workspace, 2023)
    assert "N1a Utredningar klara inom fyra månader: målvärdet blir 95 (var 90)." in told(made, What.CARRIED)
    assert "Planeringskommentarer för 2023 är tömda: N1a." in told(made, What.LEFT_OUT)
    apply(workspace, made)
    after = load_written(workspace)
    goal, measure = after.goals_by_code["N1a"], after.measures_by_code["belaggning"]
    assert (goal.target, goal.target_next, goal.planning) == (Decimal(95), None, "")
    assert (measure.target, measure.target_next) == (Decimal(97), None)


# --- uppdrag ------------------------------------------------------------------------------------------------------


def status_of(status: str) -> Entries:
    return {("Uppdrag", "U2", "status"): status, ("Uppdrag", "U2", "klart"): date(2022, 8, 20)}


def test_an_uppdrag_that_all_have_finished_is_left_out_and_named(tmp_path: Path) -> None:
    workspace = delivered_folder(tmp_path, changes=dict.fromkeys(("2011", "1021"), status_of("Avslutat")))
    made = plan(workspace, 2023)
    assert "U2 Pröva resursteam mot timanställningar: avslutat." in told(made, What.LEFT_OUT)
    apply(workspace, made)
    assert [goal.code for goal in load_written(workspace).goals if goal.code in ("U1", "U2")] == ["U1"]


def test_an_uppdrag_that_one_has_not_finished_is_carried_over_and_asked_about(tmp_path: Path) -> None:
    workspace = delivered_folder(tmp_path, changes={"2011": status_of("Avslutat")})
    made = plan(workspace, 2023)
    assert "U2" not in told(made, What.LEFT_OUT)
    assert "U2 Pröva resursteam mot timanställningar" in told(made, What.TO_DO)
    assert "31 oktober 2022" in told(made, What.TO_DO)


def test_an_uppdrag_that_an_enhet_has_not_spoken_of_is_carried_over(tmp_path: Path) -> None:
    workspace = delivered_folder(tmp_path, without=["1021"], changes={"2011": status_of("Avslutat")})
    assert "U2" not in told(plan(workspace, 2023), What.LEFT_OUT)


# --- budget -------------------------------------------------------------------------------------------------------


def rows_2023(master: MasterData) -> dict[tuple[str, str], Planned | None]:
    return {(row.unit, row.line): row.planned for row in master.budget if row.year == 2023}


def test_budget_rows_are_prepared_without_amounts_and_are_not_known_until_filled(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    rows = rows_2023(opened(workspace))
    assert len(rows) == 16
    assert set(rows.values()) == {Planned(None, "förra året")}
    master = load_master(workspace, 2023)
    assert not [row for row in master.budget if row.year == 2023]


def test_last_years_amounts_can_be_a_start(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    total = sum(row.total() for row in whole_year().budget)
    opened(workspace, BudgetWay.PROFILE)
    master = load_master(workspace, 2023)
    assert sum(row.total() for row in master.budget if row.year == 2023) == total
    row, shape = (of["1011", year]["50"] for of, year in ((master.budget_of, 2023), (master.outcome_of, 2022)))
    assert row.ore[6] is not None
    assert shape.ore[6] is not None
    # July is the month that costs least, as it did last year.
    assert min(range(12), key=lambda month: row.ore[month] or 0) == 6


def test_even_amounts_and_the_ledgers(tmp_path: Path) -> None:
    even = rows_2023(opened(folder(tmp_path / "a"), BudgetWay.EVEN))
    told_by_ledger = rows_2023(opened(folder(tmp_path / "b"), BudgetWay.LEDGER))
    assert {planned.spread for planned in even.values() if planned} == {"jämnt"}
    assert set(told_by_ledger.values()) == {Planned(None, "enligt ekonomisystemet")}


def test_a_unit_that_has_a_budget_of_the_year_is_left_as_it_is(tmp_path: Path) -> None:
    master = whole_year()
    own = tuple(replace(row, year=2023) for row in master.budget if row.unit == "1011" and row.line == "50")
    after = opened(folder(tmp_path, replace(master, budget=(*master.budget, *own))))
    assert [line for unit, line in rows_2023(after) if unit == "1011"] == ["50"]
    assert len([line for unit, line in rows_2023(after) if unit == "1012"]) == 4


def test_a_unit_with_a_new_code_gets_the_lines_of_its_old_one(tmp_path: Path) -> None:
    master = whole_year()

    def renamed(rows: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(replace(row, unit="OLD") if row.unit == "1011" else row for row in rows)  # type: ignore[attr-defined, type-var]  # rows of several kinds

    known = replace(
        master,
        budget=renamed(master.budget),  # type: ignore[arg-type]  # as above
        outcome=renamed(master.outcome),  # type: ignore[arg-type]  # as above
        moves=(Move("OLD", "1011", Period(2023, 1), Decimal(100), 6),),
    )
    after = opened(folder(tmp_path, known))
    assert {line for unit, line in rows_2023(after) if unit == "1011"} == {"31", "50", "46", "70"}
    assert "OLD" not in {unit for unit, _ in rows_2023(after)}
    # The old rows stand as they were written.
    assert {row.unit for row in after.outcome if row.year == 2022} >= {"OLD"}


@pytest.mark.parametrize("word", ["tom", "jamnt", "profil", "ekonomisystemet"])
def test_the_ways_of_the_command_are_known(word: str) -> None:
    assert budget_way(word).value == word


# --- history ------------------------------------------------------------------------------------------------------


def test_imported_outcome_becomes_last_year_on_the_sheet(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    (tmp_path / "utfall").mkdir()
    (tmp_path / "utfall" / "utfall.csv").write_text(
        "år;månad;enhet;kostnadsslag;belopp;källa;sha256\n2022;12;1011;50;123,45;u.csv;ab\n", "utf-8-sig"
    )
    after = opened(workspace)
    assert after.outcome_of["1011", 2022]["50"].ore[11] == 123_45
    # An imported month is the whole truth of its unit.
    assert after.outcome_of["1011", 2022]["46"].ore[11] == 0
    (tmp_path / "utfall" / "utfall.csv").unlink()
    assert load_master(workspace).outcome_of["1011", 2022]["50"].ore[11] == 123_45


def archive(workspace: Workspace, period: Period, *facts: Fact) -> None:
    records = [DriftRecord("1011", "50", 0, 0, 0, None, None, "beräknat")]
    write_snapshot(workspace, period, records, [replace(delivery("1011"), facts=facts)], [], {})


def measured(item: str, month: int, value: int, domain: Domain = Domain.VOLUME, year: int = 2022) -> Fact:
    place = Place("x.xlsx", "Volymer", "C6")
    return Fact("1011", domain, item, Aspect.OUTCOME, year, month, value * MEASURE_SCALE, place)


def test_the_years_measures_become_history_and_the_last_word_counts(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    archive(workspace, Period(2022, 4), measured("brukare", 3, 50), measured("timavlonade", 3, 7, Domain.STAFF))
    archive(workspace, DECEMBER, measured("brukare", 3, 51), measured("timavlonade", 11, 9, Domain.STAFF))
    made = plan(workspace, 2023)
    assert "3 värden från 2022 är hämtade ur arkivet." in told(made, What.CARRIED)
    assert "inte summerad" not in told(made, What.TO_DO)
    apply(workspace, made)
    new = {(v.measure, v.month): v.amount for v in load_written(workspace).measure_history if v.year == 2022}
    assert new == {("brukare", 3): 510_000, ("timavlonade", 3): 70_000, ("timavlonade", 11): 90_000}


def test_a_value_that_the_ekonom_has_written_is_not_written_twice(tmp_path: Path) -> None:
    typed = replace(
        MASTER.measure_history[0], unit="1011", measure="brukare", year=2022, month=3, sex="", amount=480_000
    )
    workspace = folder(tmp_path, replace(whole_year(), measure_history=(typed,)))
    archive(workspace, DECEMBER, measured("brukare", 3, 51))
    assert [value.amount for value in opened(workspace).measure_history] == [480_000]


@pytest.mark.parametrize(
    "said",
    [
        "December 2022 är inte summerad",
        "Värden för 2022 finns inte i arkivet",
        "U1 Ta fram en plan för familjehem följer med. Det skulle vara klart 31 december 2022",
        "Projekt för 2023 saknas",
        "Fyll i Helår på raderna för 2023",
        "Utfallet för 2022 är bokfört till och med augusti",
        "Kontrollera datumen",
    ],
)
def test_what_is_left_to_do_is_said(tmp_path: Path, said: str) -> None:
    assert said in told(plan(folder(tmp_path, MASTER), 2023), What.TO_DO)


# --- what stands in the way ---------------------------------------------------------------------------------------


def test_own_sheets_and_columns_are_named_since_they_stay_behind(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    book = openpyxl.load_workbook(workspace.master)
    book.create_sheet("Mina anteckningar")["A1"] = "Ring Olle"
    book["Budget"]["T5"] = "Min kolumn"
    book.save(workspace.master)
    assert plan(workspace, 2023).own == ("bladet Mina anteckningar", "kolumnen Min kolumn på bladet Budget")


def test_an_open_grunddata_is_left_alone(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    before, made = workspace.master.read_bytes(), plan(workspace, 2023)
    (tmp_path / "~$grunddata.xlsx").write_bytes(b"Maja")
    with pytest.raises(CannotRunError, match="öppen i Excel"):
        apply(workspace, made)
    assert workspace.master.read_bytes() == before
    assert not (tmp_path / "arkiv").exists()


def test_a_grunddata_that_changed_after_the_plan_is_left_alone(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    made = plan(workspace, 2023)
    workspace.master.write_bytes(grunddata_workbook(MASTER))
    with pytest.raises(CannotRunError, match="ändrat grunddata sedan planen"):
        apply(workspace, made)


@pytest.mark.parametrize(("year", "said"), [(2030, "för 2029"), (2018, "för 2017")])
def test_a_year_that_does_not_follow_is_refused(tmp_path: Path, year: int, said: str) -> None:
    with pytest.raises(CannotRunError, match=said):
        plan(folder(tmp_path), year)


@pytest.mark.parametrize("way", BudgetWay)
def test_the_new_grunddata_can_be_read_without_a_fault(tmp_path: Path, way: BudgetWay) -> None:
    workspace = folder(tmp_path)
    opened(workspace, way)
    master, findings = check_master(workspace, 2023)
    # Only a budget by the ledger waits for something: the ledger.
    assert (master is None) is (way is BudgetWay.LEDGER)
    assert all(finding.code.name in ("BUDGET_EMPTY", "BUDGET_NOT_IN_LEDGER") for finding in findings)
