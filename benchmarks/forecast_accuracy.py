"""Measures the year-end forecast on real monthly series: predictions for every task, the score, rows per second.

    python benchmarks/forecast_accuracy.py DIR --out p.csv [--score score.py --check acceptance.json]

DIR holds csv files with the columns sid, source, year, v1..v12. A task is a series and a year whose five preceding
years are in the file, at month 2, 4, 6, 8 or 10, with 1, 2, 3 or 5 years of history. All tasks of one source, year,
month and length of history make up one portfolio, so nothing is learned from a later year than the task's own.
The exit status is that of the score.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from xltools.core.forecasting.forecast import forecast
from xltools.core.forecasting.formula import Floats
from xltools.core.forecasting.series import Series

MONTHS = (2, 4, 6, 8, 10)
YEARS_OF_HISTORY = (1, 2, 3, 5)
YEARS_BEFORE = 5
# The series are in units of their own; so many öre a unit keep the rounding to whole öre out of the score.
ORE_PER_UNIT = 10_000


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The target years of one source and year: this year's months (R, 12), the years before it (R, 5, 12)."""

    year: int
    sids: tuple[str, ...]
    outcome: Floats
    history: Floats


def portfolios(folder: Path) -> list[Portfolio]:
    """Return one portfolio for each source and year in the csv files of `folder`, values in öre."""
    series: dict[tuple[str, str], dict[int, Floats]] = defaultdict(dict)
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                months = np.array([float(row[f"v{month}"]) for month in range(1, 13)])
                series[row["source"], row["sid"]][int(row["year"])] = months * ORE_PER_UNIT
    targets: dict[tuple[str, int], list[tuple[str, Floats, Floats]]] = defaultdict(list)
    for (source, sid), years in series.items():
        for year, outcome in years.items():
            before = [year - back for back in range(1, YEARS_BEFORE + 1)]
            if all(earlier in years for earlier in before):
                targets[source, year].append((sid, outcome, np.stack([years[earlier] for earlier in before])))
    return [
        Portfolio(
            year,
            tuple(sid for sid, _, _ in rows),
            np.stack([outcome for _, outcome, _ in rows]),
            np.stack([history for _, _, history in rows]),
        )
        for (_, year), rows in sorted(targets.items())
    ]


def predictions(portfolio: Portfolio) -> Iterator[tuple[str, int, int, int, float, float, float]]:
    """Yield sid, year, month, years of history, forecast, low and high for every task, in the data's own unit."""
    rows = len(portfolio.sids)
    for month in MONTHS:
        seen = np.where(np.arange(12) < month, portfolio.outcome, np.nan)
        for years in YEARS_OF_HISTORY:
            made = forecast(
                Series(seen, month, portfolio.history[:, :years], np.full((rows, 12), np.nan), np.zeros(rows, np.int64))
            )
            columns = np.stack([made.forecast, made.low, made.high]) / ORE_PER_UNIT
            for sid, (value, low, high) in zip(portfolio.sids, columns.T, strict=True):
                yield sid, portfolio.year, month, years, float(value), float(low), float(high)


def write_predictions(folder: Path, out: Path) -> int:
    """Write the predictions of all tasks in `folder` to `out` and return how many they are."""
    count = 0
    with out.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["sid", "year", "m", "H", "f", "lo", "hi"])
        for portfolio in portfolios(folder):
            for task in predictions(portfolio):
                writer.writerow(task)
                count += 1
    return count


def made_up(rows: int) -> Series:
    """Return a portfolio of `rows` rows with three years of history, some of it missing, at month 8."""
    random = np.random.default_rng(1)
    level = 10 ** random.uniform(6, 10, rows)
    months = level[:, None, None] * random.gamma(20, 1 / 240, (rows, 4, 12))
    months[random.random(rows) < 0.1, 3] = np.nan
    months[random.random(rows) < 0.1, 1:] = np.nan
    budget = np.repeat(level[:, None] / 12, 12, axis=1)
    return Series(months[:, 0], 8, months[:, 1:], budget, random.integers(0, 50, rows))


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """Return the best processor time of `work` over `times` runs."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def print_speed(rows: int) -> None:
    """Print rows per second, beside the barest thing numpy can do with the same arrays: adding the months up."""
    series = made_up(rows)
    full = seconds(lambda: forecast(series))
    sums = seconds(lambda: (series.outcome.sum(axis=1), series.history.sum(axis=2), series.budget.sum(axis=1)))
    print(
        f"{rows} rows: {full:.2f} s, {rows / full:,.0f} rows/s, {full / sums:.1f} times numpy's bare sums of the same"
    )


def main() -> int:
    """Write the predictions, print the speed, run the score if there is one and return its exit status."""
    parser = argparse.ArgumentParser(description="Measure the year-end forecast on real monthly series.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="csv file for the predictions")
    parser.add_argument("--score", type=Path, help="script that scores the predictions")
    parser.add_argument("--check", type=Path, help="limits for the score")
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the portfolio for the speed")
    asked = parser.parse_args()

    start = time.perf_counter()
    count = write_predictions(asked.folder, asked.out)
    print(f"{count} predictions in {time.perf_counter() - start:.1f} s, reading and writing included")
    print_speed(asked.rows)
    if asked.score is None:
        return 0
    command = [sys.executable, str(asked.score), str(asked.folder), "--pred", str(asked.out)]
    if asked.check is not None:
        command += ["--check", str(asked.check)]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
