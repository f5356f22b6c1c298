"""Buttons where there can be no Excel: told in the same words as by the installation of the tab."""

from __future__ import annotations

import sys

import pytest

from xltools.excel.live.connect import loaded
from xltools.model.report import NO_EXCEL, CannotRunError


def test_without_the_library_a_computer_that_has_no_excel_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlwings", None)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(CannotRunError, match="bara på Windows och Mac") as told:
        loaded()
    assert str(told.value) == NO_EXCEL
