"""Exact numbers and how Swedish readers see them.

Money is an integer number of öre. Counts, hours and shares are Decimal. Rounding happens here and only here,
half away from zero, and only when a number is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

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


def apportion(total: int, weights: Sequence[Fraction | Decimal | int]) -> tuple[int, ...]:
    """Return whole parts of `total` in proportion to the weights, which add up to it exactly (largest remainder).

    Each part is less than one unit from its true share; of equal remainders the earlier part is rounded up first, so
    the same input gives the same parts. ValueError when the weights come to nothing or one is negative.
    """
    exact = [Fraction(weight) for weight in weights]
    whole = sum(exact)
    if whole <= 0 or min(exact) < 0:
        raise ValueError("vikterna ska vara noll eller mer och inte alla noll")
    size = abs(total)
    shares = [size * weight / whole for weight in exact]
    parts = [share.numerator // share.denominator for share in shares]
    by_rest = sorted(range(len(parts)), key=lambda i: (parts[i] - shares[i], i))
    for i in by_rest[: size - sum(parts)]:
        parts[i] += 1
    return tuple(-part for part in parts) if total < 0 else tuple(parts)


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


def in_kr(ore: int) -> str:
    """Return `1 234 kr`, for sentences."""
    return f"{kr(ore)}{NBSP}kr"


def in_tkr(ore: int) -> str:
    """Return `1 234 tkr`, for sentences."""
    return f"{tkr(ore)}{NBSP}tkr"


def mnkr(ore: int | None, decimals: int = 1) -> str:
    """Return öre as millions of kronor, as running text shows money."""
    return DASH if ore is None else decimal(ratio(ore, ORE_PER_MNKR), decimals)


def percent(value: Decimal | int | None, decimals: int = 1) -> str:
    """Return `7,5 %` with a no-break space before the sign."""
    return DASH if value is None else f"{decimal(value, decimals)}{NBSP}%"
