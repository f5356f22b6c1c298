"""Counts how often xlwings calls the spreadsheet, and raises what Excel raises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

_Class = TypeVar("_Class", bound=type)


class ComError(Exception):
    """What pywin32 raises when Excel refuses: the same attributes, so that the program knows it by the same signs."""

    def __init__(self, hresult: int, strerror: str, excepinfo: tuple[Any, ...] | None, argerror: object) -> None:
        super().__init__(hresult, strerror, excepinfo, argerror)
        self.hresult, self.strerror, self.excepinfo, self.argerror = hresult, strerror, excepinfo, argerror


def refused(reason: str, scode: int = -2146827284) -> ComError:
    """Return what Excel raises when it will not do something: of nearly everything, the same number."""
    return ComError(-2147352567, "Exception occurred.", (0, "Microsoft Excel", reason, "", 0, scode), None)


class Trips:
    """Every call that reaches the spreadsheet from without, by name; calls within a call are part of it.

    `refuse` is raised instead of the answer, as long as it stands: Excel is busy.
    """

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.depth = 0
        self.refuse: Exception | None = None

    @property
    def total(self) -> int:
        return sum(self.calls.values())


def counted(made: _Class) -> _Class:
    """Let every public method and property of a class be counted."""
    for name, member in list(vars(made).items()):
        if name.startswith("_") or name in {"trips", "cells", "parts"}:
            continue
        if isinstance(member, property):
            setter = None if member.fset is None else _counting(f"{made.__name__}.{name}=", member.fset)
            setattr(made, name, property(_counting(f"{made.__name__}.{name}", member.fget or _nothing), setter))
        elif callable(member) and not isinstance(member, type | staticmethod | classmethod):
            setattr(made, name, _counting(f"{made.__name__}.{name}", member))
    return made


def _nothing(_self: Any) -> None:
    raise AttributeError


def _counting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def call(self: Any, *args: Any, **kwargs: Any) -> Any:
        trips: Trips = self.trips
        if trips.depth == 0:
            if trips.refuse is not None:
                raise trips.refuse
            trips.calls[name] += 1
        trips.depth += 1
        try:
            return function(self, *args, **kwargs)
        except Exception as error:
            # Python cannot hang a traceback on what pyuno raises, so it must not go further.
            if "com.sun.star" not in str(type(error)):
                raise
            reason = str(error)
        finally:
            trips.depth -= 1
        raise refused(reason)

    return call
