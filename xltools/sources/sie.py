"""Reads a SIE file (types 1–4) record by record, in flat memory: typed records and faults, each with its line number.

The format is described by the SIE group, "SIE filformat, utgåva 4B". Amounts are öre, debit +, credit −.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from xltools.model.codes import Code
from xltools.model.ledger import RowFault
from xltools.model.number import half_up
from xltools.sources.text import TextFile

Objects = tuple[tuple[str, str], ...]
"""An object list: (dimension number, object code), in the order of the file."""


class FiscalYear(NamedTuple):
    """#RAR: `year_index` 0 is the file's year and −1 the year before; first and last day are YYYYMMDD."""

    line: int
    year_index: int
    start: str
    end: str


class Named(NamedTuple):
    """#KONTO, #DIM, #UNDERDIM, #OBJEKT: the fields of a declaration, as written."""

    line: int
    tag: str
    fields: tuple[str, ...]


class Heading(NamedTuple):
    """Any other record, such as #FORMAT, #FNAMN or one that the standard does not have."""

    line: int
    tag: str
    fields: tuple[str, ...]


class Balance(NamedTuple):
    """#IB, #UB, #RES, #OIB or #OUB: a year's balance of an account; `objects` is empty for the first three."""

    line: int
    tag: str
    year_index: int
    account: str
    objects: Objects
    ore: int


class PeriodBalance(NamedTuple):
    """#PSALDO or #PBUDGET: what one month changes an account by, or its budget; never cumulative."""

    line: int
    tag: str
    year_index: int
    year: int
    month: int
    account: str
    objects: Objects
    ore: int


class Voucher(NamedTuple):
    """#VER: the head of a voucher. `day` is YYYYMMDD as written."""

    line: int
    series: str
    number: str
    day: str
    text: str


class Transaction(NamedTuple):
    """#TRANS: a row that counts. `objects` is cached: equal lists are one and the same."""

    line: int
    account: str
    objects: Objects
    ore: int


class VoucherEnd(NamedTuple):
    """The brace that closes a voucher."""

    line: int


Record = FiscalYear | Named | Heading | Balance | PeriodBalance | Voucher | Transaction | VoucherEnd | RowFault

_NAMED = frozenset({"#KONTO", "#DIM", "#UNDERDIM", "#OBJEKT"})
_BALANCES = frozenset({"#IB", "#UB", "#RES"})
_OBJECT_BALANCES = frozenset({"#OIB", "#OUB"})
_PERIODS = frozenset({"#PSALDO", "#PBUDGET"})
# An added row is followed by an ordinary #TRANS that says the same, and a removed row no longer counts.
_CORRECTIONS = frozenset({"#RTRANS", "#BTRANS"})
# Blanks, the mark that some programs begin a UTF-8 file with, and the one that DOS ended files with.
_EDGES = " \t\r\n\ufeff\x1a"


class _SyntaxFaultError(Exception):
    """A record that cannot be understood; its text is a Swedish clause that says why."""


def is_sie(file: TextFile) -> bool:
    """Return whether the first record is one that only SIE files have."""
    with file.path.open(encoding=file.codec, errors="replace") as lines:
        for _, line in zip(range(50), lines, strict=False):
            if tag := line.strip().split(" ")[0].split("\t")[0].upper():
                return tag in {"#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN", "#SIETYP", "#FNAMN", "#RAR", "#KSUMMA"}
    return False


def read_sie(file: TextFile) -> Iterator[Record]:
    """Yield the records of a SIE file; OSError when it cannot be read."""
    with file.path.open(encoding=file.codec, errors="replace") as lines:
        yield from records(lines)


def records(lines: Iterable[str]) -> Iterator[Record]:
    """Yield the records of the lines of a SIE file. Faults come among them, and reading goes on behind each."""
    objects_of: dict[str, Objects] = {}
    is_open = awaits_brace = False
    number = 0
    for number, raw in enumerate(lines, 1):
        line = raw.strip(_EDGES)
        # Nearly every line of a large file is a #TRANS: it is taken first, and read only as far as needed.
        if is_open and line.startswith("#TRANS") and (plain := _plain_transaction(number, line, objects_of)):
            yield plain
            continue
        if not line:
            continue
        if line == "{" and awaits_brace:
            is_open, awaits_brace = True, False
            continue
        if line == "}" and is_open:
            is_open = False
            yield VoucherEnd(number)
            continue
        record = _record_or_fault(number, line, in_voucher=is_open)
        if line[:4].upper() == "#VER":
            if is_open or awaits_brace:
                yield _fault(number, "verifikationen före är inte avslutad")
            is_open, awaits_brace = False, True
        elif type(record) is Transaction:
            _remember(line, record.objects, objects_of)
        if record is not None:
            yield record
    if is_open or awaits_brace:
        yield _fault(number, "filen slutar mitt i en verifikation")


def _plain_transaction(number: int, line: str, objects_of: dict[str, Objects]) -> Transaction | None:
    """Return the row, when it is written in the usual way with an object list that has been met; else None."""
    head, _, rest = line.partition("{")
    listed, closing, tail = rest.partition("}")
    objects, account, amount = objects_of.get(listed), head[6:].strip(), tail.split(None, 1)
    if objects is None or not closing or not amount or not account or '"' in account:
        return None
    ore = _plain_ore(amount[0])
    return None if ore is None else Transaction(number, account, objects, ore)


def _remember(line: str, objects: Objects, objects_of: dict[str, Objects]) -> None:
    """Keep what an object list means, when the text up to the first closing brace is the whole of it."""
    listed = line.partition("{")[2].partition("}")[0]
    if "{" in line and "\\" not in listed and listed.count('"') % 2 == 0:
        objects_of[listed] = objects


def _record_or_fault(number: int, line: str, *, in_voucher: bool) -> Record | None:
    try:
        return _record(number, line, in_voucher=in_voucher)
    except _SyntaxFaultError as fault:
        return _fault(number, str(fault))


def _fault(line: int, reason: str) -> RowFault:
    return RowFault(line, Code.LEDGER_ROW, {"reason": reason})


def _record(number: int, line: str, *, in_voucher: bool) -> Record | None:
    if not line.startswith("#"):
        raise _SyntaxFaultError("den börjar inte med #")
    fields = split(line)
    tag = str(fields[0]).upper()
    if tag in _CORRECTIONS:
        return None
    rest = fields[1:]
    if tag == "#TRANS":
        if not in_voucher:
            raise _SyntaxFaultError("#TRANS står utanför en verifikation")
        return _transaction(number, rest)
    if tag == "#VER":
        series, voucher, day, text = _texts(rest, 4)
        return Voucher(number, series, voucher, day, text)
    if tag in _PERIODS:
        return _period_balance(number, tag, rest)
    if tag in _BALANCES:
        index, account, amount = _texts(rest, 3)
        return Balance(number, tag, _index(index), account, (), _ore(amount))
    if tag in _OBJECT_BALANCES:
        objects = _objects(rest, 2)
        index, account, amount = _texts([*rest[:2], *rest[3:]], 3)
        return Balance(number, tag, _index(index), account, objects, _ore(amount))
    if tag == "#RAR":
        index, start, end = _texts(rest, 3)
        return FiscalYear(number, _index(index), start, end)
    texts = tuple(field for field in rest if isinstance(field, str))
    return Named(number, tag, texts) if tag in _NAMED else Heading(number, tag, texts)


def _period_balance(number: int, tag: str, rest: list[str | list[str]]) -> PeriodBalance:
    if len(rest) > 3 and isinstance(rest[3], str):
        rest = [*rest[:3], [], *rest[3:]]
    objects = _objects(rest, 3)
    index, period, account, amount = _texts([*rest[:3], *rest[4:]], 4)
    if len(period) != 6 or not period.isdecimal() or not 1 <= int(period[4:]) <= 12:
        raise _SyntaxFaultError(f"«{period}» är ingen period")
    return PeriodBalance(number, tag, _index(index), int(period[:4]), int(period[4:]), account, objects, _ore(amount))


def _transaction(number: int, rest: list[str | list[str]]) -> Transaction:
    # Programs without objects leave the braces out, though the standard asks for them.
    if len(rest) > 1 and isinstance(rest[1], str):
        rest = [rest[0], [], *rest[1:]]
    account, amount = _texts([*rest[:1], *rest[2:]], 2)
    if not account:
        raise _SyntaxFaultError("kontot saknas")
    return Transaction(number, account, _objects(rest, 1), _ore(amount))


def _texts(fields: list[str | list[str]], count: int) -> list[str]:
    """Return the first `count` fields as text, "" for those that are left out at the end."""
    texts = [field if isinstance(field, str) else "" for field in fields[:count]]
    return texts + [""] * (count - len(texts))


def _objects(fields: list[str | list[str]], at: int) -> Objects:
    found = fields[at] if len(fields) > at else []
    if isinstance(found, str) or len(found) % 2:
        raise _SyntaxFaultError("objektlistan går inte att läsa")
    return tuple(zip(found[::2], found[1::2], strict=True))


def _index(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise _SyntaxFaultError(f"«{text}» är inget årsnummer") from None


def _plain_ore(text: str) -> int | None:
    """Return öre of `-1234.50`, `1234.5` and `1234`, by far the most usual ways; None for any other."""
    whole, mark, part = text.partition(".")
    digits = whole.removeprefix("-")
    if not (digits.isdecimal() and digits.isascii()):
        return None
    if not mark:
        return int(whole) * 100
    if len(part) > 2 or not (part.isdecimal() and part.isascii()):
        return None
    return int(whole + part) if len(part) == 2 else int(whole + part) * 10


def _ore(text: str) -> int:
    plain = _plain_ore(text)
    if plain is not None:
        return plain
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise _SyntaxFaultError(f"beloppet «{text}» går inte att läsa" if text else "beloppet saknas") from None
    if not value.is_finite() or abs(value) >= 10**13:
        raise _SyntaxFaultError(f"beloppet «{text}» är orimligt")
    return int(half_up(value * 100))


def split(line: str) -> list[str | list[str]]:
    """Return the fields of a line: quotation marks taken off, a list in braces as a list of its fields."""
    fields: list[str | list[str]] = []
    inner: list[str] | None = None
    at, end = 0, len(line)
    while at < end:
        letter = line[at]
        if letter in " \t":
            at += 1
        elif letter == "{" and inner is None:
            inner, at = [], at + 1
        elif letter == "}" and inner is not None:
            fields.append(inner)
            inner, at = None, at + 1
        else:
            field, at = _quoted(line, at + 1) if letter == '"' else _bare(line, at, in_list=inner is not None)
            (fields if inner is None else inner).append(field)
    if inner is not None:
        raise _SyntaxFaultError("en klammer är inte avslutad")
    return fields


def _quoted(line: str, at: int) -> tuple[str, int]:
    found: list[str] = []
    while at < len(line):
        letter = line[at]
        if letter == '"':
            return "".join(found), at + 1
        if letter == "\\" and line[at + 1 : at + 2] in ('"', "\\"):
            at += 1
            letter = line[at]
        found.append(letter)
        at += 1
    raise _SyntaxFaultError("ett citattecken är inte avslutat")


def _bare(line: str, at: int, *, in_list: bool) -> tuple[str, int]:
    start, stops = at, " \t{}" if in_list else " \t{"
    while at < len(line) and line[at] not in stops:
        at += 1
    # A brace where no list may stand is text: it must not hold up the reading for ever.
    at = max(at, start + 1)
    return line[start:at].replace('\\"', '"'), at
