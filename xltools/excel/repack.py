"""Changes single parts of a workbook that we have just made ourselves, where XlsxWriter has no words for it."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def repacked(workbook: bytes, replace: Mapping[str, Mapping[str, str]], add: Mapping[str, str] | None = None) -> bytes:
    """Return the workbook with texts replaced, and parts added; all else stays as it is, dates included.

    `replace` is part → text → new text, `add` is part → its text. KeyError when a text to replace is not there: then
    XlsxWriter writes something else than it did, and the workbook would not be what was meant.
    """
    target = BytesIO()
    with ZipFile(BytesIO(workbook)) as source, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for info in source.infolist():
            archive.writestr(info, _replaced(source.read(info), replace.get(info.filename, {})))
        for name, text in (add or {}).items():
            # The date of the other parts: the time of day would make every workbook another file.
            part = ZipInfo(name, source.infolist()[0].date_time)
            part.compress_type = ZIP_DEFLATED
            archive.writestr(part, text.encode())
    return target.getvalue()


def _replaced(data: bytes, changes: Mapping[str, str]) -> bytes:
    for old, new in changes.items():
        if old.encode() not in data:
            raise KeyError(old)
        data = data.replace(old.encode(), new.encode())
    return data
