"""A SIE file is read record by record, and what is wrong is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.making import Post, kr, quote, sie_file, voucher
from xltools.model.ledger import RowFault
from xltools.sources.sie import (
    Balance,
    FiscalYear,
    Heading,
    Named,
    PeriodBalance,
    Record,
    Transaction,
    Voucher,
    VoucherEnd,
    is_sie,
    read_sie,
    records,
    split,
)
from xltools.sources.text import examine


def read(*lines: str) -> list[Record]:
    return list(records(lines))


def in_voucher(*lines: str) -> list[Record]:
    return read("#VER A 1 20220315", "{", *lines, "}")[1:-1]


@pytest.mark.parametrize(
    ("line", "record"),
    [
        ("#FORMAT PC8", Heading(1, "#FORMAT", ("PC8",))),
        ("#RAR -1 20210101 20211231", FiscalYear(1, -1, "20210101", "20211231")),
        ('#KONTO 5010 "Månadslön"', Named(1, "#KONTO", ("5010", "Månadslön"))),
        ('#DIM 20 "Ansvar"', Named(1, "#DIM", ("20", "Ansvar"))),
        ('#OBJEKT 1 "2011" "Björken"', Named(1, "#OBJEKT", ("1", "2011", "Björken"))),
        ("#RES 0 5010 1250.50", Balance(1, "#RES", 0, "5010", (), 125_050)),
        ("#IB 0 1930 -10", Balance(1, "#IB", 0, "1930", (), -1000)),
        ('#OUB 0 1510 {1 "2011"} 7.5 3', Balance(1, "#OUB", 0, "1510", (("1", "2011"),), 750)),
        ('#OIB -1 1510 {1 "2011" 6 "P1"} 0.05', Balance(1, "#OIB", -1, "1510", (("1", "2011"), ("6", "P1")), 5)),
        ('#PSALDO 0 202208 5010 {1 "2011"} 99.90',
         PeriodBalance(1, "#PSALDO", 0, 2022, 8, "5010", (("1", "2011"),), 9990)),
        ("#PBUDGET 0 202212 3100 {} -5000", PeriodBalance(1, "#PBUDGET", 0, 2022, 12, "3100", (), -500_000)),
        ("#PSALDO 0 202201 5010 12.00", PeriodBalance(1, "#PSALDO", 0, 2022, 1, "5010", (), 1200)),
        ("#EGEN något nytt", Heading(1, "#EGEN", ("något", "nytt"))),
    ],
)  # fmt: skip
def test_every_record_has_its_own_meaning(line: str, record: Record) -> None:
    assert read(line) == [record]


def test_a_voucher_has_a_head_rows_and_an_end() -> None:
    assert read('#VER A 17 20220315 "Köp av bläck"', "{", '#TRANS 6100 {1 "2011"} 125.50', "}") == [
        Voucher(1, "A", "17", "20220315", "Köp av bläck"),
        Transaction(3, "6100", (("1", "2011"),), 12_550),
        VoucherEnd(4),
    ]


@pytest.mark.parametrize(
    ("amount", "ore"),
    [("1", 100), ("-1", -100), ("1.5", 150), ("-0.05", -5), (".5", 50), ("+2.00", 200), ("1.005", 101),
     ("-1.005", -101),     ('"12.34"', 1234), ("1E2", 10_000)],
)  # fmt: skip
def test_amounts_are_exact_ore(amount: str, ore: int) -> None:
    assert in_voucher(f"#TRANS 5010 {{}} {amount}") == [Transaction(3, "5010", (), ore)]


def test_an_added_row_is_counted_by_the_ordinary_row_behind_it_and_a_removed_row_not_at_all() -> None:
    rows = ("#BTRANS 5010 {} 70.00", "#RTRANS 5010 {} 80.00", "#TRANS 5010 {} 80.00", "#TRANS 1930 {} -80.00")
    assert [record.ore for record in in_voucher(*rows) if isinstance(record, Transaction)] == [8000, -8000]


@pytest.mark.parametrize(
    ("listed", "objects"),
    [("{}", ()), ('{1 "20 11"}', (("1", "20 11"),)), ('{1 "a}b" 6 "c{d"}', (("1", "a}b"), ("6", "c{d"))),
     ('{"1" "säg \\"ja\\""}', (("1", 'säg "ja"'),)), ("{ 1 2011 }", (("1", "2011"),)), ("{1 2011}", (("1", "2011"),))],
)  # fmt: skip
def test_object_lists_stand_in_braces(listed: str, objects: tuple[tuple[str, str], ...]) -> None:
    line = f'#TRANS 5010 {listed} 10.00 20220101 "text {{}} till"'
    assert in_voucher(line, line) == [Transaction(3, "5010", objects, 1000), Transaction(4, "5010", objects, 1000)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("5010;100", "den börjar inte med #"),
        ("#TRANS 5010 {} 10.00", "#TRANS står utanför en verifikation"),
        ('#KONTO 5010 "Lön', "ett citattecken är inte avslutat"),
        ('#OIB 0 1510 {1 "2011" 100', "en klammer är inte avslutad"),
        ("#PSALDO 0 202213 5010 {} 1.00", "«202213» är ingen period"),
        ("#RAR x 20220101 20221231", "«x» är inget årsnummer"),
        ("#RES 0 5010", "beloppet saknas"),
        ("#RES 0 5010 nan", "beloppet «nan» är orimligt"),
        ("#RES 0 5010 12,50", "beloppet «12,50» går inte att läsa"),
        ("#OUB 0 1510 {1} 10", "objektlistan går inte att läsa"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_and_the_next_is_read(line: str, reason: str) -> None:
    fault, after = read(line, "#FLAGGA 0")
    assert isinstance(fault, RowFault)
    assert (fault.line, fault.details["reason"]) == (1, reason)
    assert after == Heading(2, "#FLAGGA", ("0",))


@pytest.mark.parametrize(
    "lines",
    [["#VER A 1 20220101", "{", "#TRANS 5010 {} 1.00"], ["#VER A 1 20220101"],
     ["#VER A 1 20220101", "{", "#VER A 2 20220101", "{", "}"]],
    ids=["cut short", "head alone", "next begins"],
)  # fmt: skip
def test_a_voucher_that_is_not_closed_is_told(lines: list[str]) -> None:
    assert sum(isinstance(record, RowFault) for record in read(*lines)) == 1


@given(st.text(st.characters(codec="cp437", exclude_categories=["Cc"]), max_size=30))
def test_quoted_text_comes_back_as_it_was(text: str) -> None:
    assert split(f"#KONTO 1 {quote(text)} slut") == ["#KONTO", "1", text, "slut"]


posts = st.builds(
    Post,
    st.from_regex(r"[3-8][0-9]{3}", fullmatch=True),
    st.sampled_from(["2011", "1012", "a}b", 'x"y', "å ä ö", "c\\d", ""]),
    st.integers(-(10**11), 10**11),
    st.text(st.sampled_from('åäö {}"\\ab'), max_size=8),
)


@given(st.lists(st.lists(posts, max_size=6), max_size=6), st.sampled_from(["cp437", "utf-8", "latin-1"]))
def test_a_file_that_is_written_is_read_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, vouchers: list[list[Post]], codec: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "bok.se"
    text = sie_file(*(voucher(i, "20220815", rows) for i, rows in enumerate(vouchers, 1)))
    path.write_bytes(text.encode(codec))
    found = list(read_sie(examine(path, codec)))
    assert not [record for record in found if isinstance(record, RowFault)]
    read_back = [(r.account, dict(r.objects).get("1", ""), r.ore) for r in found if isinstance(r, Transaction)]
    assert read_back == [(post.account, post.unit, post.ore) for rows in vouchers for post in rows]


@given(st.integers(-(10**12), 10**12))
def test_every_amount_survives_being_written(ore: int) -> None:
    assert in_voucher(f"#TRANS 5010 {{}} {kr(ore)}") == [Transaction(3, "5010", (), ore)]


@given(st.lists(st.text(st.sampled_from('#TRANSVERPSALDO {}"\\ 0123456789.-åö\t'), max_size=25), max_size=12))
def test_no_text_stops_the_reading(lines: list[str]) -> None:
    for record in records(lines):
        assert 1 <= record.line <= len(lines)


def test_a_sie_file_is_known_by_its_first_record(tmp_path: Path) -> None:
    for name, content, expected in (("a", sie_file(), True), ("b", "Konto;Ansvar\r\n", False), ("c", "", False)):
        path = tmp_path / name
        path.write_text(content, encoding="cp437")
        assert is_sie(examine(path)) is expected
