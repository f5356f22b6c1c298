"""Says in findings why a workbook could not be read at all."""

from __future__ import annotations

from xltools.excel.open import Refusal
from xltools.model.codes import Code

CODES: dict[Refusal, tuple[Code, str]] = {
    Refusal.MISSING: (Code.UNREADABLE, "den finns inte längre"),
    Refusal.UNREADABLE: (Code.UNREADABLE, "datorn släpper inte fram den"),
    Refusal.NOT_A_WORKBOOK: (Code.NOT_A_WORKBOOK, ""),
    Refusal.OTHER_FORMAT: (Code.NOT_A_WORKBOOK, ""),
    Refusal.OLD_FORMAT: (Code.OLD_FORMAT, ""),
    Refusal.ENCRYPTED: (Code.ENCRYPTED, ""),
    Refusal.DAMAGED: (Code.DAMAGED, "delar av den fattas eller är ändrade"),
    Refusal.TOO_LARGE: (Code.TOO_LARGE, ""),
    Refusal.UNSAFE: (Code.DAMAGED, "den innehåller sådant som inget kalkylprogram skriver"),
}
"""The code of each refusal, and the reason that its sentence wants; "" where it wants none."""
