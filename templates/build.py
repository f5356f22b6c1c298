"""Builds the built-in Word templates: `python -m templates.build` writes them beside this file.

They are ordinary Word documents with tags. To make one's own, copy one to the folder mallar and edit it in Word.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from docx.document import Document as WordDocument

from templates import (
    annual_template,
    followup_template,
    interim_template,
    letter_template,
    monthly_template,
    plan_template,
    report_template,
)

_NEW_YEAR_1980 = (1980, 1, 1, 0, 0, 0)

TEMPLATES: dict[str, Callable[[], WordDocument]] = {
    "manadsrapport.docx": monthly_template.build,
    "tertialrapport.docx": report_template.build,
    "tertialuppfoljning.docx": followup_template.build,
    "delarsbokslut.docx": interim_template.build,
    "bokslut.docx": annual_template.build,
    "namndplan.docx": plan_template.build,
    "tjansteskrivelse.docx": letter_template.build,
}
"""File name → what builds it."""


def built(name: str) -> bytes:
    """Return the bytes of a template; the same on every run, since nothing in it tells the time."""
    document = TEMPLATES[name]()
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]
    raw = io.BytesIO()
    document.save(raw)
    made = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in sorted(source.infolist(), key=lambda one: (one.filename != "[Content_Types].xml", one.filename)):
            info = zipfile.ZipInfo(entry.filename, _NEW_YEAR_1980)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(entry))
    return made.getvalue()


def main() -> None:
    """Write every template beside this file."""
    for name in TEMPLATES:
        (Path(__file__).parent / name).write_bytes(built(name))


if __name__ == "__main__":
    main()
