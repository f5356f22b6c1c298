"""Exact numbers and how Swedish readers see them.

Money is an integer number of öre. Counts, hours and shares are Decimal. Rounding happens here and only here,
half away from zero, and only when a number is shown.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"

ORE_PER_KR = 100
ORE_PER_TKR = 100_000
ORE_PER_MNKR = 100_000_000

# Sums of öre stay far below 28 digits; 40 leaves room for ratios of them.
_EXACT = Context(prec=40, rounding=ROUND_HALF_UP)


def half_up(value: Decimal | int, decimals: int = 0) -> Decimal:
    """Return `value` rounded half away from zero to `decimals` places (2,345 → 2,35; −0,5 → −1)."""
    return Decimal(value).quantize(Decimal(1).scaleb(-decimals), context=_EXACT)


def ratio(numerator: Decimal | int, denominator: Decimal | int) -> Decimal | None:
    """Return numerator / denominator with 40 digits, or None when there is nothing to divide by."""
    return _EXACT.divide(Decimal(numerator), Decimal(denominator)) if denominator else None


def decimal(value: Decimal | int | None, decimals: int = 0) -> str:
    """Return `1 234,50` with no-break spaces and a true minus sign; an en dash when there is no value."""
    if value is None:
        return DASH
    rounded = half_up(value, decimals)
    text = f"{abs(rounded):,f}".replace(",", NBSP).replace(".", ",")
    return MINUS + text if rounded < 0 else text


def kr(ore: int | None) -> str:
    """Return öre as whole kronor."""
    return DASH if ore is None else decimal(ratio(ore, ORE_PER_KR))


def tkr(ore: int | None, decimals: int = 0) -> str:
    """Return öre as thousands of kronor, as tables show money."""
    return DASH if ore is None else decimal(ratio(ore, ORE_PER_TKR), decimals)


def mnkr(ore: int | None, decimals: int = 1) -> str:
    """Return öre as millions of kronor, as running text shows money."""
    return DASH if ore is None else decimal(ratio(ore, ORE_PER_MNKR), decimals)


def percent(value: Decimal | int | None, decimals: int = 1) -> str:
    """Return `7,5 %` with a no-break space before the sign."""
    return DASH if value is None else f"{decimal(value, decimals)}{NBSP}%"
