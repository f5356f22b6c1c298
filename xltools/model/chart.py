"""A Chart: what a diagram shows, in what shape and colours, and the words that say the same to who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from xltools.model import number
from xltools.model.colour import WHITE, colour, contrast, darkened, mix


class Kind(Enum):
    """The shape: bars, standing columns, lines over time, bars of parts that add up, or steps between two levels."""

    BAR = "bar"
    COLUMN = "column"
    LINE = "line"
    STACKED = "stacked"
    WATERFALL = "waterfall"


class Role(Enum):
    """What a series is. Its colour, dashes and marker follow from this, so they are the same in every document."""

    NOW = "utfall"
    LAST_YEAR = "förra året"
    TARGET = "mål"
    BUDGET = "budget"
    FORECAST = "prognos"
    PEERS = "liknande kommuner"
    NATION = "riket"
    PART = "del"
    BETTER = "bättre"
    WORSE = "sämre"
    BASE = "grund"
    LABEL = "etikett"


UNSEEN = (Role.BASE, Role.LABEL)
"""What a waterfall needs but does not show: what its steps stand on, and what holds their figures."""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures in the unit that is shown, a value for each category; None where nothing is known."""

    name: str
    values: tuple[int | Decimal | None, ...]
    role: Role = Role.NOW

    def rounded(self, decimals: int) -> Series:
        """Return the series with its values rounded half up."""
        values = (None if value is None else number.half_up(value, decimals) + 0 for value in self.values)
        return Series(self.name, tuple(values), self.role)


@dataclass(frozen=True, slots=True)
class Look:
    """How a series is drawn: fill of bars, colour of lines, kind of dash and marker (empty: none)."""

    fill: str
    line: str
    dash: str = ""
    marker: str = ""


ACCENT = "1F3864"
NEGATIVE = "C8553D"
_OCHRE, _BROWN, _SAGE = "C58B2A", "8C5A3C", "B9C9A8"
# Lines and edges against white: WCAG 2.1 asks for 3:1 of what is needed to read a picture.
_VISIBLE = 3.0
_MOST_PARTS = 8

# How far each role's fill lies from the accent towards white; neighbours in a chart differ clearly in grey.
_TINTS = {
    Role.NOW: 0.0, Role.FORECAST: 0.3, Role.LAST_YEAR: 0.62, Role.BUDGET: 0.82, Role.NATION: 0.62, Role.BETTER: 0.62,
}  # fmt: skip
_FILLS = {Role.WORSE: NEGATIVE, Role.BASE: WHITE, Role.LABEL: WHITE}
_DASHES = {
    Role.NOW: ("", "circle"),
    Role.LAST_YEAR: ("dash", ""),
    Role.TARGET: ("sysDot", ""),
    Role.BUDGET: ("lgDash", "square"),
    Role.FORECAST: ("sysDash", "diamond"),
    Role.PEERS: ("dash", "triangle"),
    Role.NATION: ("lgDashDot", "square"),
}


@dataclass(frozen=True, slots=True)
class Chart:
    """One diagram. `unit` is what the values are counted in, as `mnkr` or `%`, and `decimals` how many are shown.

    `description` is the alternative text: Swedish words and figures that say what the chart shows. `accent` is the
    main colour of the sender. The values are kept as they are shown, rounded half up to `decimals`. `labels` are the
    figures beside the bars of a waterfall, one for each category; `model.waterfall` makes such a chart. ValueError when
    the series do not fit the categories or cannot be told apart.
    """

    kind: Kind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    description: str
    decimals: int = 0
    accent: str = ACCENT
    labels: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.title.strip() or not self.description.strip():
            raise ValueError("a chart needs a title and a description")
        if not self.categories or not self.series:
            raise ValueError(f"the chart {self.title!r} has nothing to show")
        for series in self.series:
            if len(series.values) != len(self.categories):
                raise ValueError(f"{series.name!r} has {len(series.values)} values for {len(self.categories)} places")
        # A step that crosses zero has a piece on either side of it, both of the same look.
        roles = [one.role for one in self.series if one.role not in (Role.PART, Role.BETTER, Role.WORSE)]
        parts = sum(one.role is Role.PART for one in self.series)
        if len(roles) != len(set(roles)) or parts > _MOST_PARTS:
            raise ValueError(f"the series of {self.title!r} cannot be told apart")
        colour(self.accent)
        # Rounded here and not by Word, so that a bar says the same as the table beside it, and −0,04 is no deficit.
        object.__setattr__(self, "series", tuple(series.rounded(self.decimals) for series in self.series))

    @property
    def heading(self) -> str:
        """The title with the unit after it, `Avvikelse per verksamhet, mnkr`."""
        return f"{self.title}, {self.unit}" if self.unit else self.title

    @property
    def values(self) -> tuple[Decimal, ...]:
        """All known values of all series."""
        return tuple(Decimal(value) for series in self.series for value in series.values if value is not None)

    def looks(self) -> tuple[Look, ...]:
        """Return the look of each series, in order; they differ in lightness and dash, so also in grey print."""
        accent = darkened(colour(self.accent), 4.5)
        parts = iter(_parts(accent))
        return tuple(
            Look(fill := next(parts), darkened(fill, _VISIBLE))
            if series.role is Role.PART
            else _look(series.role, accent)
            for series in self.series
        )


def described(chart_of: str, categories: tuple[str, ...], series: tuple[Series, ...], unit: str, decimals: int) -> str:
    """Return an alternative text that gives every known figure: `chart_of`, then series by series.

    `chart_of` says what kind of chart it is and what of, as "Stapeldiagram över avvikelse per verksamhet".
    """
    sentences = [f"{chart_of.rstrip('.')}."]
    for one in series:
        known = [
            f"{category} {number.decimal(value, decimals)}{number.NBSP}{unit}".rstrip()
            for category, value in zip(categories, one.values, strict=True)
            if value is not None
        ]
        sentences.append(f"{one.name}: {', '.join(known) if known else 'inga uppgifter'}.")
    return " ".join(sentences)


def _look(role: Role, accent: str) -> Look:
    fill = mix(accent, WHITE, _TINTS[role]) if role in _TINTS else _FILLS.get(role, _OCHRE)
    dash, marker = _DASHES.get(role, ("", ""))
    return Look(fill, darkened(fill, _VISIBLE), dash, marker)


def _parts(accent: str) -> tuple[str, ...]:
    """Return the colours of parts that lie side by side: dark and light in turn."""
    return (
        accent,
        mix(accent, WHITE, 0.62),
        mix(accent, WHITE, 0.3),
        mix(accent, WHITE, 0.85),
        _BROWN,
        _SAGE,
        _OCHRE,
        mix(_OCHRE, WHITE, 0.65),
    )


def text_on(fill: str) -> str:
    """Return white or near-black, whichever reads best on a fill."""
    return max((WHITE, "262626"), key=lambda ink: contrast(ink, fill))
