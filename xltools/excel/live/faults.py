"""Turns what Excel raises when it will not do something into one Swedish sentence with its remedy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from xltools.model.report import CannotRunError

# Numbers of Windows and Excel; pywin32 raises them, and nothing of it need be imported to know them again.
_BUSY = frozenset({-2147418111, -2147417846})  # RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER
_EDITING = -2146777998  # VBA_E_IGNORE: a cell is being edited
_GONE = frozenset({-2147023174, -2147417848, -2147023170})  # RPC_S_SERVER_UNAVAILABLE, RPC_E_DISCONNECTED, call failed
_REFUSED = -2146827284  # 0x800A03EC, what Excel says of nearly everything

_EDIT = "Excel är upptaget. Avsluta redigeringen av cellen (tryck Enter), stäng öppna rutor och tryck igen."
_CLOSED = "Excel stängdes innan arbetet var klart. Öppna boken och tryck igen."
_LOCKED = (
    "Excel släpper inte fram ändringen: boken eller bladet är skyddat, delat eller öppnat skrivskyddat. Ta bort "
    "skyddet under fliken Granska, eller öppna boken med rätt att ändra i den, och tryck igen."
)


def explained(error: BaseException) -> str:
    """Return what Excel meant, in Swedish and with a way forward; "" for what did not come from Excel."""
    if type(error).__name__ == "ExcelBusyError":
        return _EDIT
    result = getattr(error, "hresult", None)
    if not isinstance(result, int):
        return ""
    info = getattr(error, "excepinfo", None)
    detail = info[5] if isinstance(info, tuple) and len(info) > 5 else None
    if result in _BUSY or detail == _EDITING:
        return _EDIT
    if result in _GONE:
        return _CLOSED
    return (
        _LOCKED if detail == _REFUSED else "Excel svarade inte som väntat. Spara boken, starta om Excel och tryck igen."
    )


def is_refusal(error: BaseException) -> bool:
    """Return whether Excel answered that this must not be done, as in a protected workbook."""
    return explained(error) == _LOCKED


@contextmanager
def understood() -> Iterator[None]:
    """Let what Excel raises within the block come out as CannotRunError."""
    try:
        yield
    except CannotRunError:
        raise
    except Exception as error:
        sentence = explained(error)
        if not sentence:
            raise
        raise CannotRunError(sentence) from error
