"""Key figures from Kolada as charts over years: the own kommun, liknande kommuner and riket."""

from __future__ import annotations

from decimal import Decimal

from xltools.documents.common import Context, slug, unique
from xltools.model.chart import Chart, Kind, Role, Series, described
from xltools.model.master import KeyFigure, MasterData, Peer
from xltools.model.period import Period

SOURCE = "Källa: Kolada"

_ROLES = {Peer.OWN: Role.NOW, Peer.PEERS: Role.PEERS, Peer.NATION: Role.NATION}
_NAMES = {Peer.PEERS: "Liknande kommuner", Peer.NATION: "Riket"}
_MOST_DECIMALS = 2


def key_figures(master: MasterData, period: Period, node: str) -> list[Context]:
    """Return one row a key figure of a part of the tree up to the period's year: `namn`, `diagram` and `kalla`.

    Those without a part of the tree belong to the root.
    """
    root = master.organisation.root.code
    found: dict[str, list[KeyFigure]] = {}
    for value in master.key_figures:
        if (value.node or root) == node and value.year <= period.year:
            found.setdefault(value.code, []).append(value)
    taken: set[str] = set()
    return [
        {
            "id": unique(slug(code), taken),
            "kod": code,
            "namn": values[0].name,
            "diagram": _chart(master, values),
            "kalla": f"{SOURCE}, {code}.",
        }
        for code, values in found.items()
    ]


def _chart(master: MasterData, values: list[KeyFigure]) -> Chart:
    years = sorted({value.year for value in values})
    name, unit, decimals = values[0].name, values[0].unit, max(_decimals(value.value) for value in values)
    at = {(value.peer, value.year): value.value for value in values}
    series = tuple(
        Series(_NAMES.get(peer, master.municipality.name or "Egen kommun"),
               tuple(at.get((peer, year)) for year in years), role)
        for peer, role in _ROLES.items()
        if any((peer, year) in at for year in years)
    )  # fmt: skip
    categories = tuple(str(year) for year in years)
    kind, shape = (Kind.LINE, "Linjediagram") if len(years) > 1 else (Kind.COLUMN, "Stapeldiagram")
    text = described(f"{shape} över {name[:1].lower()}{name[1:]}", categories, series, unit, decimals)
    return Chart(kind, name, categories, series, unit, f"{text} {SOURCE}.", decimals)


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return min(_MOST_DECIMALS, max(0, -exponent)) if isinstance(exponent, int) else 0
