from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oletools.olevba import decompress_stream

from tests.excel.vba.decompressing import decompress
from xltools.excel.vba.compression import compress

WORDS = st.sampled_from(
    [b"Public Sub ", b"End Sub\r\n", b"StartVerb ", b'"new"', b", ThisWorkbook\r\n", b" ", b"aaaaaaaa"]
)
PROGRAMS = st.lists(WORDS, max_size=1500).map(b"".join)


@given(PROGRAMS)
def test_what_is_compressed_comes_back(text: bytes) -> None:
    assert decompress(compress(text)) == text


@given(PROGRAMS.filter(bool))
def test_olevba_reads_it_as_we_do(text: bytes) -> None:
    assert bytes(decompress_stream(bytearray(compress(text)))) == text


def test_the_format_s_own_example() -> None:
    # [MS-OVBA] 3.2.3: the longest copy of one letter.
    assert compress(b"a" * 73) == bytes.fromhex("01 03 b0 02 61 45 00")


def test_a_program_over_many_chunks_comes_back() -> None:
    text = "\r\n".join(f"Const C{n} As Long = {n * n}" for n in range(2000)).encode()
    assert decompress(compress(text)) == text


def test_noise_is_refused_and_never_stored_wrongly() -> None:
    with pytest.raises(ValueError, match="cannot be compressed"):
        compress(random.Random(1).randbytes(4096))  # noqa: S311 - noise, not a secret
