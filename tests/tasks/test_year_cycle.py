"""A whole year by way of real files: twelve months of ledger, its end, a new code, and the first months of the next."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.builders import small_master
from tests.sources.making import Post, kr, quote, sie_file, voucher
from xltools.core.sums.deviation import riktpunkt
from xltools.excel.grunddata import grunddata_workbook
from xltools.model.line import Planned
from xltools.model.move import Move
from xltools.model.number import apportion
from xltools.model.opening import BudgetWay
from xltools.model.organisation import Organisation
from xltools.model.period import Period
from xltools.model.totals import NET
from xltools.tasks.aggregate import aggregate, load_summary
from xltools.tasks.forecast import forecast
from xltools.tasks.import_ledger import ImportPlan, apply, plan
from xltools.tasks.imported import budget_path
from xltools.tasks.master import MasterFaultsError, load_master, load_written
from xltools.tasks.new_year import apply as open_year
from xltools.tasks.new_year import plan as plan_year
from xltools.tasks.reconciliation import reconciliation
from xltools.workspace import Workspace

MASTER = small_master()
UNITS = [unit.code for unit in MASTER.organisation.units]
ORE = {"1011": 1000_00, "1012": 200_00, "1021": 30_00, "2011": 4_00}
"""What a unit spends on staff in January; in the nth month it is n times that."""
YEAR = sum(range(1, 13))


def read_in(workspace: Workspace, name: str, text: str) -> ImportPlan:
    path = workspace.root / "utfall" / name
    path.write_text(text, "cp437")
    made = plan(workspace, [path])
    apply(workspace, made)
    return made


def month(year: int, number: int, codes: dict[str, str] | None = None) -> str:
    posts = [Post("5010", (codes or {}).get(unit, unit), ore * number) for unit, ore in ORE.items()]
    balance = Post("1930", "", -sum(post.ore for post in posts))
    return sie_file(voucher(1, f"{year}{number:02d}15", [*posts, balance]), year=year)


def pbudget(unit: str, account: str, months: tuple[int, ...], year: int = 2022) -> list[str]:
    rows = enumerate(months, 1)
    return [f"#PBUDGET 0 {year}{number:02d} {account} {{1 {quote(unit)}}} {kr(ore)}" for number, ore in rows]


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a folder where all of 2022 came from the ledger, month by month, and December is added up."""
    workspace = Workspace(tmp_path_factory.mktemp("ar"))
    (workspace.root / "utfall").mkdir()
    bare = replace(MASTER, outcome=tuple(row for row in MASTER.outcome if row.year < 2022), adjustments=())
    workspace.master.write_bytes(grunddata_workbook(bare))
    for number in range(1, 13):
        read_in(workspace, f"{number:02d}.se", month(2022, number))
    aggregate(workspace, Period(2022, 12))
    return workspace


@pytest.fixture(scope="module")
def opened(ended: Workspace) -> Workspace:
    """Return the folder when 2023 is open and Utredningsenheten has become 1013, with two months of the new ledger."""
    open_year(ended, plan_year(ended, 2023, BudgetWay.PROFILE))
    master = load_written(ended)
    nodes = tuple(replace(node, code="1013") if node.code == "1011" else node for node in master.organisation.nodes)

    def to_new(units: tuple[str, ...]) -> tuple[str, ...]:
        return tuple("1013" if code == "1011" else code for code in units)

    ended.master.write_bytes(
        grunddata_workbook(
            replace(
                master,
                organisation=Organisation(nodes),
                moves=(Move("1011", "1013", Period(2023, 1), Decimal(100), 6),),
                measures=tuple(replace(one, units=to_new(one.units)) for one in master.measures),
                goals=tuple(replace(one, units=to_new(one.units)) for one in master.goals),
            )
        )
    )
    for number in (1, 2):
        read_in(ended, f"2023{number:02d}.se", month(2023, number, {"1011": "1013"}))
    return ended


def test_the_year_that_ended_is_last_year_to_the_ore(opened: Workspace) -> None:
    summary = load_summary(opened, load_master(opened, 2023), Period(2023, 2))
    found = {unit: summary.drift[unit, "50"].last_year for unit in ("1013", "1012", "1021", "2011")}
    assert found == {"1013": YEAR * 1000_00, "1012": YEAR * 200_00, "1021": YEAR * 30_00, "2011": YEAR * 4_00}
    assert summary.drift["SN", "50"].last_year == YEAR * sum(ORE.values())


def test_the_year_so_far_and_the_same_months_last_year_agree(opened: Workspace) -> None:
    master = load_master(opened, 2023)
    this, last = (master.outcome_of["1013", year]["50"].total(2) for year in (2023, 2022))
    assert this == last == 3 * 1000_00


def test_the_budget_of_the_new_year_has_last_years_profile(opened: Workspace) -> None:
    row = load_master(opened, 2023).budget_of["1013", 2023]["50"]
    total = MASTER.budget_of["1011", 2022]["50"].total()
    assert row.ore == apportion(total, range(1, 13))


def test_the_riktpunkt_is_that_of_the_budget_and_not_two_twelfths(opened: Workspace) -> None:
    summary = load_summary(opened, load_master(opened, 2023), Period(2023, 2))
    staff = summary.drift["SN", "50"]
    assert round(riktpunkt(summary.period, staff), 4) == round(Decimal(300) / YEAR, 4)
    assert summary.drift["SN", NET].budget_to_date == sum(
        row.total(2) for row in load_master(opened, 2023).budget if row.year == 2023
    )


def test_the_forecast_of_the_new_code_is_made_from_the_old_ones_history(opened: Workspace) -> None:
    rows = {(row.unit, row.line): row for row in forecast(opened, Period(2023, 2)).rows}
    row = rows["1013", "50"]
    assert row.actual == 3 * 1000_00
    assert [year for year, _ in row.shares] == [2022, 2021, 2020, 2019]
    # As it went last year: what is booked, and what came after February then.
    assert row.last_year_remainder == row.actual + (YEAR - 3) * 1000_00


def test_the_order_of_the_months_files_makes_no_difference(ended: Workspace, tmp_path: Path) -> None:
    (tmp_path / "utfall").mkdir()
    other = Workspace(tmp_path)
    other.master.write_bytes(grunddata_workbook(replace(MASTER, outcome=(), adjustments=())))
    for number in (7, 3, 12, 1, 9, 2, 11, 4, 10, 5, 8, 6):
        read_in(other, f"{number:02d}.se", month(2022, number))
    one, two = (
        {(row.unit, row.line): row.ore for row in load_master(folder).outcome if row.year == 2022}
        for folder in (ended, other)
    )
    # The folder of the module may have gone on to its new code.
    assert two["1011", "50"] == one.get(("1011", "50"), one.get(("1013", "50")))
    assert two["1012", "50"] == one["1012", "50"]


def test_a_unit_that_moved_in_the_year_is_still_reconciled_to_the_ore(tmp_path: Path) -> None:
    (tmp_path / "utfall").mkdir()
    workspace = Workspace(tmp_path)
    others = tuple(row for row in MASTER.outcome if row.year < 2022)
    moves = (Move("OLD", "1011", Period(2022, 3), Decimal(100), 6),)
    workspace.master.write_bytes(grunddata_workbook(replace(MASTER, outcome=others, moves=moves)))
    for number in (1, 2, 3, 4):
        read_in(workspace, f"{number}.se", month(2022, number, {"1011": "OLD"} if number < 3 else None))
    master = load_master(workspace, 2022)
    assert master.outcome_of["1011", 2022]["50"].total(4) == 10 * ORE["1011"]
    found = reconciliation(workspace, master, load_summary(workspace, master, Period(2022, 4)), ())
    assert found is not None
    assert [(one.ledger_ore - one.units_ore, one.causes) for one in found.months] == [(0, ())] * 4
    (unit,) = [one for one in found.units if one.unit == "1011"]
    assert unit.ledger_ore == unit.document_ore == 10 * ORE["1011"]


# --- the ledger's budget ------------------------------------------------------------------------------------------

MONTHS = tuple(range(100_00, 1300_00, 100_00))


@pytest.fixture
def by_ledger(tmp_path: Path) -> Workspace:
    """Return a folder where staff of 1011 has its budget from the ledger."""
    (tmp_path / "utfall").mkdir()
    budget = tuple(
        replace(row, ore=(None,) * 12, planned=Planned(None, "enligt ekonomisystemet"))
        if (row.unit, row.line) == ("1011", "50")
        else row
        for row in MASTER.budget
    )
    workspace = Workspace(tmp_path)
    workspace.master.write_bytes(grunddata_workbook(replace(MASTER, budget=budget)))
    return workspace


def test_nothing_is_built_on_a_budget_that_has_not_come(by_ledger: Workspace) -> None:
    with pytest.raises(MasterFaultsError) as caught:
        load_master(by_ledger)
    (finding,) = caught.value.findings
    assert "1011, 50, 2022 ska ha budget enligt ekonomisystemet" in finding.message


def test_pbudget_of_a_sie_file_is_the_budget_month_by_month(by_ledger: Workspace) -> None:
    made = read_in(by_ledger, "budget.se", sie_file(pbudget("1011", "5010", MONTHS), pbudget("1011", "5020", MONTHS)))
    assert made.findings == ()
    assert made.budget_by_year == {2022: 2 * sum(MONTHS)}
    row = load_master(by_ledger).budget_of["1011", 2022]["50"]
    assert row.ore == tuple(2 * ore for ore in MONTHS)
    # The others keep what stands on the sheet.
    assert load_master(by_ledger).budget_of["1012", 2022] == MASTER.budget_of["1012", 2022]


def test_the_same_budget_again_changes_nothing_and_a_new_one_replaces_it(by_ledger: Workspace) -> None:
    once = sie_file(pbudget("1011", "5010", MONTHS))
    read_in(by_ledger, "budget.se", once)
    stored = budget_path(by_ledger).read_bytes()
    assert not read_in(by_ledger, "budget.se", once).is_news
    assert budget_path(by_ledger).read_bytes() == stored
    read_in(by_ledger, "ny.se", sie_file(pbudget("1011", "5010", (1_00,) * 12)))
    assert load_master(by_ledger).budget_of["1011", 2022]["50"].ore == (1_00,) * 12


def test_a_budget_for_another_unit_leaves_the_first_as_it_was(by_ledger: Workspace) -> None:
    read_in(by_ledger, "en.se", sie_file(pbudget("1011", "5010", MONTHS)))
    path = by_ledger.root / "utfall" / "tva.se"
    path.write_text(sie_file(pbudget("1012", "5010", MONTHS)), "cp437")
    made = plan(by_ledger, [path])
    assert made.has_new_budget
    assert len(made.budget_rows) == 24
