"""How much `xltools --help` costs beside a bare Python and beside importing click: run `python benchmarks/startup.py`.

The three are started in turn, round after round, and the least time of each is compared, so that other work on the
machine weighs the same on all.
"""

from __future__ import annotations

import subprocess
import sys
import time

ROUNDS = 15
CONTENDERS = {
    "python -c pass": ["-c", "pass"],
    "python -c 'import click'": ["-c", "import click"],
    "xltools --help": ["-m", "xltools", "--help"],
}
LIMIT = 4


def seconds(arguments: list[str]) -> float:
    """Return how long one run of Python takes, from start to end."""
    before = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - before


def main() -> None:
    """Print the least time of each contender and the ratio to a bare Python that has imported click."""
    best = dict.fromkeys(CONTENDERS, float("inf"))
    for _ in range(ROUNDS):
        for name, arguments in CONTENDERS.items():
            best[name] = min(best[name], seconds(arguments))
    for name, least in best.items():
        print(f"{name:<26} {least * 1000:6.0f} ms")
    bare, with_click, ours = best.values()
    print(f"\nxltools --help / python -c pass:         {ours / bare:.2f}")
    print(f"xltools --help / python + click:         {ours / with_click:.2f}   (limit {LIMIT})")


if __name__ == "__main__":
    main()
