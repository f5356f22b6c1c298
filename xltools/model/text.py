"""Text that people wrote: paragraphs, bullets and bold, never markup or formula."""

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
