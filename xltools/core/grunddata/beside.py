"""What a bokslut shows beside the nämnd's own figures, read from grunddata: key figures of others, and statsbidrag."""

from __future__ import annotations

from collections.abc import Collection

from xltools.core.grunddata.tables import Reader, Record
from xltools.model.codes import Code
from xltools.model.master import Grant, KeyFigure, Peer
from xltools.sheets import grunddata as spec

_YEARS = (2000, 2099)


def read_key_figures(reader: Reader, nodes: Collection[str]) -> tuple[KeyFigure, ...]:
    """Return the rows of Nyckeltal in order; one that says a value twice becomes a finding. `nodes` are all codes."""
    found: list[KeyFigure] = []
    seen: dict[tuple[str, str, str, int], int] = {}
    for record in reader.records(spec.NYCKELTAL):
        code, name, node = record.text("kod"), record.text("namn"), _node(record, "galler", nodes)
        peer, year, value = record.word("serie", Peer), record.whole("ar", *_YEARS), record.number("varde")
        if not code or peer is None or year is None or value is None:
            continue
        key = code, node, peer.value, year
        if key in seen:
            named = ", ".join(str(part) for part in key if part)
            record.say(Code.DUPLICATE_ROW, "kod", row=named, other=str(seen[key]))
        seen.setdefault(key, record.row)
        found.append(KeyFigure(code, name, record.text("enhet"), node, peer, year, value, record.row))
    return tuple(found)


def read_grants(reader: Reader, nodes: Collection[str], entry_ore: int) -> tuple[Grant, ...]:
    """Return the rows of Statsbidrag in order; an amount is öre, None where the cell is empty."""
    found: list[Grant] = []
    for record in reader.records(spec.STATSBIDRAG):
        name, year, amount = record.text("namn"), record.whole("ar", *_YEARS), record.money("belopp", entry_ore)
        node, source = _node(record, "enhet", nodes), record.text("kalla")
        if name and year is not None:
            found.append(Grant(name, source, year, amount, node, record.row))
    return tuple(found)


def _node(record: Record, key: str, nodes: Collection[str]) -> str:
    """Return the code of any part of the tree, "" for the whole nämnd."""
    return record.known(key, nodes, spec.ORGANISATION.name) if record.text(key) else ""
