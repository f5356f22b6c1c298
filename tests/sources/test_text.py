"""The encoding of an export is found out from its bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.sources.text import NotTextError, examine

WORDS = "Ersättning för kör på Östergård; Åsa, Änggården och Örnäs"


def written(folder: Path, data: bytes) -> Path:
    path = folder / "export.csv"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("codec", "shown"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("latin-1", "Latin-1"), ("cp1252", "Latin-1"), ("cp437", "CP437"),
     ("utf-16", "UTF-16")],
)  # fmt: skip
def test_swedish_letters_tell_the_encoding(tmp_path: Path, codec: str, shown: str) -> None:
    found = examine(written(tmp_path, WORDS.encode(codec)))
    assert found.encoding == shown
    assert found.path.read_text(encoding=found.codec) == WORDS


@pytest.mark.parametrize("letter", "åäöÅÄÖé")
def test_one_letter_is_enough(tmp_path_factory: pytest.TempPathFactory, letter: str) -> None:
    folder = tmp_path_factory.mktemp("en")
    for codec, shown in (("latin-1", "Latin-1"), ("cp437", "CP437"), ("utf-8", "UTF-8")):
        assert examine(written(folder, f"K{letter}p".encode(codec))).encoding == shown


@given(st.text(st.sampled_from("åäöÅÄÖ abc;123\n"), min_size=1), st.sampled_from(["latin-1", "cp437", "utf-8"]))
def test_what_is_read_is_what_was_written(tmp_path_factory: pytest.TempPathFactory, words: str, codec: str) -> None:
    path = written(tmp_path_factory.getbasetemp(), words.encode(codec))
    assert path.read_bytes().decode(examine(path).codec) == words


def test_a_letter_on_the_border_of_two_blocks_is_whole(tmp_path: Path) -> None:
    assert examine(written(tmp_path, b"a" * ((1 << 20) - 1) + "å".encode())).encoding == "UTF-8"


def test_the_encoding_that_is_asked_for_wins(tmp_path: Path) -> None:
    assert examine(written(tmp_path, WORDS.encode("latin-1")), "cp437").encoding == "CP437"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [(b"Konto\x00\x01\x02", None), ("Kök".encode("latin-1"), "utf-8"), (b"Konto", "utf-16")],
    ids=["binary", "not UTF-8", "not UTF-16"],
)
def test_what_is_not_text_of_that_kind_is_refused(tmp_path: Path, data: bytes, encoding: str | None) -> None:
    with pytest.raises(NotTextError):
        examine(written(tmp_path, data), encoding)
