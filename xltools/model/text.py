"""Text that people wrote: paragraphs, bullets and bold, never markup or formula; and words that have a sign."""

from __future__ import annotations

from dataclasses import dataclass

DRAFT = "Utkast: "


@dataclass(frozen=True, slots=True)
class Text:
    """Prose for a document: blank lines part paragraphs, a leading `- ` makes a bullet, `**` makes bold.

    `draft` is True when xltools wrote it from the figures; the document then shows "Utkast:" before it.
    """

    source: str
    draft: bool = False

    def __bool__(self) -> bool:
        return bool(self.source.strip())

    def __str__(self) -> str:
        return (DRAFT if self.draft else "") + self.source


@dataclass(frozen=True, slots=True)
class Sign:
    """A judgement for a document: its sign in a colour of six hexadecimal digits, and always its word beside it."""

    symbol: str
    word: str
    colour: str

    def __bool__(self) -> bool:
        return bool(self.word)

    def __str__(self) -> str:
        return f"{self.symbol} {self.word}".strip()
