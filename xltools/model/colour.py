"""Colours as six hexadecimal digits: how light they are, and whether two of them can be told apart."""

from __future__ import annotations

import re

WHITE = "FFFFFF"
BLACK = "000000"

READABLE = 4.5
"""The contrast that text needs against what is behind it (WCAG 2.1, 1.4.3)."""

_HEX = re.compile(r"#?([0-9A-Fa-f]{6})")


def colour(text: str) -> str:
    """Return `#1f3864` or `1F3864` as `1F3864`; ValueError for anything else."""
    found = _HEX.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r} is no colour")
    return found[1].upper()


def mix(one: str, other: str, share: float) -> str:
    """Return the colour that lies `share` (0–1) of the way from one to the other."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def luminance(of: str) -> float:
    """Return relative luminance, 0 for black and 1 for white (WCAG 2.1, relative luminance)."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(of))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1, contrast ratio)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def darkened(of: str, wanted: float, against: str = WHITE) -> str:
    """Return the colour itself, or the nearest darker shade with at least the contrast `wanted`."""
    for step in range(101):
        shade = mix(of, BLACK, step / 100)
        if contrast(shade, against) >= wanted:
            return shade
    raise ValueError(f"not even black has the contrast {wanted} against {against}")


def _channels(of: str) -> tuple[int, int, int]:
    return int(of[0:2], 16), int(of[2:4], 16), int(of[4:6], 16)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
