from __future__ import annotations

import io

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.excel.vba.container import compound_file

NAMES = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=31)
# On both sides of the size below which streams lie together.
SIZES = st.sampled_from([1, 63, 64, 65, 4095, 4096, 4097, 70_000])
TREES = st.dictionaries(NAMES, SIZES.map(lambda size: bytes([size % 256]) * size), min_size=1, max_size=9)


@given(TREES, TREES)
def test_a_strict_reader_finds_every_stream_whole(outer: dict[str, bytes], inner: dict[str, bytes]) -> None:
    data = compound_file({**outer, "VBA": inner})
    with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_UNSURE) as found:
        assert {name: found.openstream(name).read() for name in outer} == outer
        assert {name: found.openstream(["VBA", name]).read() for name in inner} == inner
        assert not found.parsing_issues


def test_what_needs_further_tables_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        compound_file({"stream": bytes(8_000_000)})
