"""The open workbooks, for who may not know xlwings: which was called from, which is in front, and speaking there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xltools.excel.live.connect import active, calling, say
from xltools.excel.live.styrbok import is_styrbok

if TYPE_CHECKING:
    from xltools.excel.live.connect import Book as Book  # noqa: PLC0414 - handed on to the buttons

__all__ = ["active", "calling", "is_styrbok", "say"]
