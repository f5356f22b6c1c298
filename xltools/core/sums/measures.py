"""Measures up the tree, each by its own rule: sums, the latest month, means, weighted means and quotients.

Values are int64 ten-thousandths until a mean or a quotient is taken; a unit without a value is absent, never zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

import pandas as pd

from xltools.core.sums.drift import ancestors
from xltools.core.sums.measure_sources import in_tree_order, last_month, only_last
from xltools.model import number
from xltools.model.codes import Code
from xltools.model.fact import MEASURE_SCALE, Aspect, Delivery, Domain
from xltools.model.finding import Finding
from xltools.model.master import MasterData
from xltools.model.measure import Measure, MeasureSheet, Rule
from xltools.model.period import Period
from xltools.model.place import Place
from xltools.sheets.spec import workbook_name

_AT = ["node", "sex", "year"]
_AT_MONTH = [*_AT, "month"]
_ONE_VALUE = ["unit", "measure", "year", "month", "sex"]

Values = dict[tuple[object, ...], Decimal]


@dataclass(frozen=True)
class MeasureSums:
    """`values`, `monthly` and `means` as `Summary.measures`, `.monthly` and `.means` hold them."""

    values: Mapping[tuple[str, str, str, int], Decimal] = field(default_factory=dict)
    monthly: Mapping[tuple[str, str, int, int], Decimal] = field(default_factory=dict)
    means: Mapping[tuple[str, str, int], Decimal] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def measure_sums(master: MasterData, period: Period, deliveries: Sequence[Delivery]) -> MeasureSums:
    """Return every measure at every node, for the year so far and month by month, this year and earlier ones.

    A month counts up to the period's month less the measure's lag. Staff is of January to its month, so that month
    alone counts; volumes are of each month. A value parted by sex has its total from women and men together.
    """
    frame = _frame(master, period, deliveries)
    if frame.empty:
        return MeasureSums()
    tree = ancestors(master.organisation)
    so_far = _Maker(master, period, frame[_of_the_year_so_far(master, period, frame)], frame, tree, _AT)
    by_month = _Maker(master, period, frame, frame, tree, _AT_MONTH)
    whole = _Maker(master, period, frame, frame, tree, _AT)
    values: dict[tuple[str, str, str, int], Decimal] = {}
    means: dict[tuple[str, str, int], Decimal] = {}
    monthly: dict[tuple[str, str, int, int], Decimal] = {}
    for measure in master.measures:
        for (node, sex, year), value in so_far.value(measure).items():
            values[str(node), measure.code, str(sex), int(str(year))] = value
        for (node, sex, year, month), value in by_month.value(measure).items():
            if not sex:
                monthly[str(node), measure.code, int(str(year)), int(str(month))] = value
        # Staff is of January to its month, so a mean of its months would mean nothing.
        if measure.sheet is MeasureSheet.VOLUMES:
            for (node, sex, year), value in whole.mean(measure).items():
                if not sex:
                    means[str(node), measure.code, int(str(year))] = value
    return MeasureSums(values, monthly, means, tuple(so_far.findings))


def _of_the_year_so_far(master: MasterData, period: Period, frame: pd.DataFrame) -> pd.Series[bool]:
    """Return which rows the year so far is made of: of staff and LAST the last month, else every month up to it."""
    last = frame["measure"].map({m.code: last_month(m, period) for m in master.measures})
    alone = frame["measure"].isin([m.code for m in master.measures if only_last(m)])
    return (frame["month"] == last) | (~alone & (frame["month"] < last))


def _frame(master: MasterData, period: Period, deliveries: Sequence[Delivery]) -> pd.DataFrame:
    """Return the values as rows: unit, measure, year, month, sex and ten-thousandths. A delivery wins over history."""
    given = [
        (fact.unit, fact.item, fact.year, fact.month, fact.sex, fact.amount)
        for delivery in in_tree_order(master, deliveries)
        for fact in delivery.facts
        if fact.domain in (Domain.VOLUME, Domain.STAFF) and fact.aspect is Aspect.OUTCOME
    ]
    earlier = [(h.unit, h.measure, h.year, h.month, h.sex, h.amount) for h in master.measure_history]
    frame = pd.DataFrame(given + earlier, columns=[*_ONE_VALUE, "amount"])
    frame = frame.drop_duplicates(_ONE_VALUE, keep="first")
    last = {measure.code: last_month(measure, period) for measure in master.measures}
    known = frame["measure"].isin(list(last))
    late = (frame["year"] == period.year) & (frame["month"] > frame["measure"].map(last).fillna(0))
    return _with_totals(frame[known & ~late & (frame["year"] <= period.year)])


def _with_totals(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with women and men added into a total, which replaces one that was given beside them."""
    keys = ["unit", "measure", "year", "month"]
    women, men = (frame[frame["sex"] == sex].set_index(keys)["amount"] for sex in ("K", "M"))
    both = women.index.intersection(men.index)
    totals = (women.loc[both] + men.loc[both]).reset_index().assign(sex="")
    totals.columns = pd.Index([*keys, "amount", "sex"])
    return pd.concat([totals, frame]).drop_duplicates(_ONE_VALUE, keep="first")


@dataclass
class _Maker:
    """Makes the measures' values at each of `at`: node, sex and year, and month where the months are kept apart.

    `rows` are those that count, and `all_rows` every one, where weights are looked up.
    """

    master: MasterData
    period: Period
    rows: pd.DataFrame
    all_rows: pd.DataFrame
    tree: pd.DataFrame
    at: list[str]
    findings: list[Finding] = field(default_factory=list)

    def value(self, measure: Measure) -> Values:
        """Return (…at) → value by the measure's own rule."""
        if measure.rule is Rule.RATIO:
            return self._quotients(measure)
        if measure.rule is Rule.WEIGHTED:
            return self._weighted(measure)
        if measure.rule is Rule.MEAN and "month" not in self.at:
            return self._mean_month(measure)
        return {at: Decimal(amount) / MEASURE_SCALE for at, amount in self._sums.get(measure.code, {}).items()}

    def mean(self, measure: Measure) -> Values:
        """Return (…at) → the mean month: of sums the mean of the months, of shares the weighted one by their rule."""
        by_rule = measure.rule in (Rule.RATIO, Rule.WEIGHTED)
        return self.value(measure) if by_rule else self._mean_month(measure)

    def _mean_month(self, measure: Measure) -> Values:
        found = self._of(measure).merge(self.tree, on="unit").groupby(self.at, sort=False)
        sums, months = found["amount"].sum(), found["month"].nunique()
        return _means(zip(sums.index, sums.tolist(), months.tolist(), strict=True))

    @cached_property
    def _sums(self) -> dict[str, dict[tuple[object, ...], int]]:
        """Return the sums of every measure at once: measure → (…at) → ten-thousandths."""
        return self._added(self.rows)

    def _added(self, rows: pd.DataFrame) -> dict[str, dict[tuple[object, ...], int]]:
        sums = rows.merge(self.tree, on="unit").groupby(["measure", *self.at], sort=False)["amount"].sum()
        found: dict[str, dict[tuple[object, ...], int]] = {}
        for (measure, *at), amount in zip(sums.index, sums.tolist(), strict=True):
            found.setdefault(measure, {})[tuple(at)] = amount
        return found

    def _of(self, measure: Measure) -> pd.DataFrame:
        return self.rows[self.rows["measure"] == measure.code]

    def _weighted(self, measure: Measure) -> Values:
        """Return Σ value · weight / Σ weight over units and months; a value without a weight is named and left out."""
        weight = self.master.measures_by_code.get(measure.weight)
        # A weight that is counted on a day weighs each of the months, so its own rule does not matter here.
        keys = ["unit", "year", "month", "sex"]
        weights = self.all_rows[self.all_rows["measure"] == measure.weight][[*keys, "amount"]]
        if weight and not weight.by_sex:
            weights, keys = weights.drop(columns=["sex"]), keys[:-1]
        paired = self._of(measure).merge(weights, on=keys, how="left", suffixes=("", "_w"))
        without = paired[paired["amount_w"].isna()]
        self._name_missing(measure, weight, zip(without["unit"].tolist(), without["year"].tolist(), strict=True))
        paired = paired.dropna(subset=["amount_w"])
        # Products of ten-thousandths may pass int64, so they are Python's own whole numbers.
        weighed = paired["amount_w"].astype("int64").astype(object)
        paired = paired.assign(weight=weighed, product=weighed * paired["amount"].astype(object))
        found = paired.merge(self.tree, on="unit").groupby(self.at, sort=False)
        products, totals = found["product"].sum(), found["weight"].sum()
        return _means(zip(products.index, products.tolist(), totals.tolist(), strict=True))

    def _quotients(self, measure: Measure) -> Values:
        """Return Σ numerator / Σ denominator; a unit that has only one of two that concern it is left out of both."""
        top, bottom = (self.master.measures_by_code.get(code) for code in (measure.numerator, measure.denominator))
        if top is None or bottom is None:
            return {}
        halves = self._halves(measure, top, bottom)
        sums = self._added(self._whole_rows(top, bottom, halves)) if halves else self._sums
        over, under = sums.get(top.code, {}), sums.get(bottom.code, {})
        factor = 100 if measure.unit == "%" else 1
        found = ((at, number.ratio(amount * factor, under[at])) for at, amount in over.items() if at in under)
        return {at: value for at, value in found if value is not None}

    def _halves(self, measure: Measure, top: Measure, bottom: Measure) -> set[tuple[object, ...]]:
        """Return where a unit that both measures concern has only one of them: (unit, …at without node)."""
        concerned = self._concerned(top) & self._concerned(bottom)
        over, under = self._spots(top, concerned), self._spots(bottom, concerned)
        year = self.at.index("year")
        for spots, missing in ((over - under, bottom), (under - over, top)):
            self._name_missing(measure, missing, ((spot[0], spot[year]) for spot in sorted(spots, key=str)))
        return over ^ under

    def _spots(self, measure: Measure, concerned: set[str]) -> set[tuple[object, ...]]:
        rows = self._of(measure)
        spots = zip(*(rows[name].tolist() for name in ("unit", *self.at[1:])), strict=True)
        return {spot for spot in spots if spot[0] in concerned}

    def _whole_rows(self, top: Measure, bottom: Measure, halves: set[tuple[object, ...]]) -> pd.DataFrame:
        rows = self.rows[self.rows["measure"].isin([top.code, bottom.code])]
        return rows[~pd.MultiIndex.from_frame(rows[["unit", *self.at[1:]]]).isin(list(halves))]

    def _concerned(self, measure: Measure) -> set[str]:
        organisation = self.master.organisation
        codes = measure.units or (organisation.root.code,)
        return {unit for code in codes for unit in organisation.units_below(code)}

    def _name_missing(self, measure: Measure, missing: Measure | None, spots: Iterable[tuple[object, object]]) -> None:
        """Add a finding for each unit that lacks what the measure needs this year."""
        names = self.master.organisation.by_code
        for unit in dict.fromkeys(str(unit) for unit, year in spots if year == self.period.year):
            place = Place(f"inlamning/{self.period}/{workbook_name(unit, self.period)}", measure.sheet.value)
            lacks = missing.name if missing else measure.weight
            details = {"row": measure.name, "weight": lacks, "unit": names[unit].name}
            self.findings.append(Finding(Code.WEIGHT_MISSING, place, unit, details))


def _means(parts: Iterable[tuple[tuple[object, ...], int, int]]) -> Values:
    """Return sum / count at each place, of sums in ten-thousandths; a place with nothing to divide by has none."""
    found = ((at, number.ratio(total, count * MEASURE_SCALE)) for at, total, count in parts)
    return {at: mean for at, mean in found if mean is not None}
