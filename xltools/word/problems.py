"""What can be wrong with a template, told so that its author finds the spot: place, text, tag, fault and remedy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """One fault of a template. All fields are Swedish text; `nearest` is empty when nothing is alike.

    `part` is brödtext, sidhuvud, sidfot, fotnot, slutnot or dokumentegenskaper; `where` the heading above and,
    in a table, its number, row and column; `paragraph` the text around the tag.
    """

    part: str
    where: str
    paragraph: str
    tag: str
    message: str
    nearest: str = ""

    def __str__(self) -> str:
        lines = [f"{self.part}, {self.where}" if self.where else self.part]
        if self.paragraph and self.paragraph != self.tag:
            lines.append(f"  stycke: «{_shorten(self.paragraph)}»")
        lines.append(f"  tagg:   {self.tag}")
        lines.append(f"  fel:    {self.message}")
        if self.nearest:
            lines.append(f"  menade du: {self.nearest}?")
        return "\n".join(lines)


class TemplateErrors(Exception):  # noqa: N818  # it holds many
    """All faults of a template at once; `str()` is a numbered Swedish list."""

    def __init__(self, problems: tuple[TemplateProblem, ...]) -> None:
        self.problems = problems
        super().__init__(problems)

    def __str__(self) -> str:
        count = len(self.problems)
        lines = [f"Mallen har {count} fel:"]
        lines += [f"[{number}] {problem}" for number, problem in enumerate(self.problems, 1)]
        return "\n".join(lines)


class Fault(Exception):  # noqa: N818  # the house's word for what is wrong
    """What is wrong with one tag, before its place is known: a Swedish sentence and the nearest valid name."""

    def __init__(self, message: str, nearest: str = "") -> None:
        self.message = message
        self.nearest = nearest
        super().__init__(message)


def _shorten(text: str, length: int = 110) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"
