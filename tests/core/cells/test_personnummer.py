"""Finding personnummer; all here are of the series that belongs to nobody (birth numbers 980–999)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.core.cells.personnummer import find, luhn_sum, masked


def made(day: date, number: int, form: str) -> str:
    digits = f"{day:%y%m%d}{number:03d}"
    check = (10 - luhn_sum(digits)) % 10
    return form.format(century=f"{day:%Y}"[:2], day=digits[:6], last=f"{number:03d}{check}")


FORMS = ["{day}-{last}", "{day}+{last}", "{day}{last}", "{century}{day}{last}", "{century}{day}-{last}", "{day} {last}",
         "{day}–{last}"]  # fmt: skip


@given(
    st.dates(date(1900, 1, 1), date(2029, 12, 31)).filter(lambda d: (d.month, d.day) != (2, 29)),
    st.integers(980, 999),
    st.sampled_from(FORMS),
)
def test_every_way_to_write_one_is_found(day: date, number: int, form: str) -> None:
    assert find(f"Ring {made(day, number, form)} i dag.") == (6,)


@pytest.mark.parametrize(
    "text",
    [
        "890701-9808",
        "891301-9804",
        "890732-9800",
        "1890701-9809",
        "890701-98091",
        "SN 2022/0148",
        "010-000 00 01",
        "5000–5999",
    ],
)
def test_what_only_looks_like_one_is_passed_by(text: str) -> None:
    assert find(text) == ()


def test_a_samordningsnummer_has_sixty_added_to_its_day() -> None:
    digits = "890761980"
    assert find(f"{digits[:6]}-{digits[6:]}{(10 - luhn_sum(digits)) % 10}") == (1,)


def test_a_masked_text_keeps_all_but_the_number() -> None:
    assert masked("Ring 890701-9809 i dag") == "Ring ●●●●●●-●●●● i dag"
