"""Mål: focus areas, goals, assignments and indicators as a tree, the words they are judged in, and how they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from xltools.model.measure import Direction
from xltools.model.place import Place


class GoalLevel(Enum):
    """What a node of the goal tree is. Any node may stand below any other, to any depth."""

    FOCUS = "fokusområde"
    COUNCIL = "fullmäktigemål"
    DIRECTION = "riktningsmål"
    BOARD = "nämndmål"
    QUALITY = "kvalitetsmål"
    DEVELOPMENT = "utvecklingsområde"
    ASSIGNMENT = "uppdrag"
    ACTIVITY = "aktivitet"
    INDICATOR = "indikator"


JUDGED = (GoalLevel.BOARD, GoalLevel.QUALITY, GoalLevel.INDICATOR)
"""What gets a bedömning."""

FOLLOWED = (GoalLevel.BOARD, GoalLevel.QUALITY, GoalLevel.DEVELOPMENT, GoalLevel.INDICATOR)
"""What units follow up on the sheet Mål; an utvecklingsområde has a trend and words, but no bedömning."""

WITH_TREND = (GoalLevel.DEVELOPMENT, GoalLevel.INDICATOR)
"""What gets a trend."""


COUNTED = "antal"
"""The unit of an indicator that counts things, so that enheter and sexes add up; others cannot be added."""


class WordKind(Enum):
    """What a word of the vocabulary judges."""

    ASSESSMENT = "bedömning"
    STATUS = "status"
    TREND = "trend"


class Meaning(Enum):
    """What a word means, whatever a kommun calls it: the best of its kind, in between, the worst, or no judgement."""

    GOOD = "bra"
    MIDDLE = "medel"
    POOR = "svagt"
    NONE = "inget"


@dataclass(frozen=True, slots=True)
class Word:
    """One word that people judge with, its sign, and its colour as six hexadecimal digits.

    Sign and word always stand together, so that colour is never the only carrier.
    """

    kind: WordKind
    word: str
    symbol: str
    colour: str
    meaning: Meaning

    def __str__(self) -> str:
        """Return the sign and the word: `◐ Delvis uppfyllt`."""
        return f"{self.symbol} {self.word}".strip()


_GREEN, _AMBER, _RED, _GREY = "2E7D32", "9A5B00", "B3261E", "595959"

DEFAULT_WORDS = (
    Word(WordKind.ASSESSMENT, "Uppfyllt", "●", _GREEN, Meaning.GOOD),
    Word(WordKind.ASSESSMENT, "Delvis uppfyllt", "◐", _AMBER, Meaning.MIDDLE),
    Word(WordKind.ASSESSMENT, "Ej uppfyllt", "○", _RED, Meaning.POOR),
    Word(WordKind.ASSESSMENT, "Går ej att bedöma", "–", _GREY, Meaning.NONE),
    Word(WordKind.STATUS, "Ej påbörjat", "○", _RED, Meaning.POOR),
    Word(WordKind.STATUS, "Pågår", "◐", _AMBER, Meaning.MIDDLE),
    Word(WordKind.STATUS, "Avslutat", "●", _GREEN, Meaning.GOOD),
    Word(WordKind.TREND, "Förbättring", "↗", _GREEN, Meaning.GOOD),
    Word(WordKind.TREND, "Oförändrat", "→", _AMBER, Meaning.MIDDLE),
    Word(WordKind.TREND, "Försämring", "↘", _RED, Meaning.POOR),
)
"""The words of a kommun that has not written its own in grunddata."""

_RANK = {meaning: rank for rank, meaning in enumerate((Meaning.GOOD, Meaning.MIDDLE, Meaning.POOR))}


@dataclass(frozen=True)
class Vocabulary:
    """The words that people may choose among, in the order of the drop-downs."""

    words: tuple[Word, ...] = DEFAULT_WORDS

    def of(self, kind: WordKind) -> tuple[Word, ...]:
        """Return the words of a kind, in order."""
        return tuple(word for word in self.words if word.kind is kind)

    def names(self, kind: WordKind) -> tuple[str, ...]:
        """Return the words of a kind as they stand in a drop-down."""
        return tuple(word.word for word in self.of(kind))

    def find(self, kind: WordKind, written: str) -> Word | None:
        """Return the word that is written, None when it is none of the kind."""
        return next((word for word in self.words if word.kind is kind and word.word == written), None)

    def worst(self, words: Iterable[Word]) -> Word | None:
        """Return the worst of some words; one that is no judgement counts only when there is nothing else.

        Of words that mean the same, the later one in the vocabulary is the worse.
        """
        given = set(words)
        judged = [word for word in given if word.meaning is not Meaning.NONE]
        order = {word: number for number, word in enumerate(self.words)}
        return max(judged or given, key=lambda word: (_RANK.get(word.meaning, 0), order.get(word, -1)), default=None)


@dataclass(frozen=True, slots=True)
class Goal:
    """A node of the goal tree. `units` are codes of the organisation: the enheter below them follow it up.

    `responsible` is a code of the organisation, whose judgement then is the nämnd's, or plain words. `focus` says what
    a kvalitetsmål aims at. `by_sex` asks for an indicator's outcome for women and men. `planning` is what the
    nämndplan says of next year, `effect` what an aktivitet is meant to lead to, `target_next` next year's target. `row`
    is its row in grunddata.
    """

    code: str
    name: str
    level: GoalLevel
    parent: str = ""
    description: str = ""
    unit: str = ""
    target: Decimal | None = None
    direction: Direction = Direction.NEUTRAL
    due: date | None = None
    units: tuple[str, ...] = ()
    responsible: str = ""
    focus: str = ""
    by_sex: bool = False
    planning: str = ""
    effect: str = ""
    target_next: Decimal | None = None
    row: int = field(default=0, compare=False)

    def __hash__(self) -> int:
        # What sheets share between units is kept by their goals, and looked up for every workbook.
        return hash(self.code)


@dataclass(frozen=True, slots=True)
class Followed:
    """How one enhet says that one goal or uppdrag stands.

    `judged` is the word of its bedömning or status, `outcomes` an indicator's values by sex ("", "K", "M"), `done`
    the day an uppdrag was finished as ISO text. `places` are the cells by field: bedomning, utfall, kommentar …
    """

    unit: str
    goal: str
    judged: str = ""
    trend: str = ""
    comment: str = ""
    cause: str = ""
    action: str = ""
    done: str = ""
    outcomes: Mapping[str, Decimal] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
