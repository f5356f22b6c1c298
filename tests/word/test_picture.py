"""Pictures from people: size and format are read, and what is no picture is refused with the reason."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.word.pictures import jpeg, png
from xltools.word.picture import MOST_BYTES, NotAPicture, picture


@given(st.integers(1, 60), st.integers(1, 60))
def test_the_size_of_a_png_is_read(width: int, height: int) -> None:
    found = picture(png(width, height), "Logotyp")
    assert (found.kind, found.width, found.height) == ("png", width, height)


@given(st.integers(1, 6000), st.integers(1, 6000))
def test_the_size_of_a_jpeg_is_read(width: int, height: int) -> None:
    found = picture(jpeg(width, height), "Logotyp")
    assert (found.kind, found.width, found.height) == ("jpeg", width, height)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "ingen bild"),
        (b"<svg/>", "ingen bild"),
        (b"MZ\x90\x00", "ingen bild"),
        (png()[:-8], "skadad"),
        (png()[:20], "skadad"),
        (jpeg()[:8], "skadad"),
        (jpeg(0, 10), "skadad"),
        (jpeg(6001, 10), "högst 6000"),
        (b"\x89PNG\r\n\x1a\n" + bytes(MOST_BYTES), "större än 2 MB"),
    ],
)
def test_what_is_no_fit_picture_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(NotAPicture, match=why):
        picture(data, "Logotyp")


@given(st.binary(max_size=200).map(lambda tail: b"\xff\xd8\xff" + tail))
def test_no_bytes_after_the_signature_break_the_reader(data: bytes) -> None:
    with contextlib.suppress(NotAPicture):
        assert picture(data, "Logotyp").kind == "jpeg"
