"""A plot of measurements as SVG, which every browser shows."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

ROW, LABEL, WIDTH = 22, 260, 480


def bars(title: str, rows: Sequence[tuple[str, float]], unit: str) -> str:
    """One bar for each row, from zero, with its value beside it."""
    most = max((value for _, value in rows), default=1.0) or 1.0
    height = ROW * (len(rows) + 2)
    size = f'width="{LABEL + WIDTH + 120}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<text x="8" y="{ROW - 6}" font-weight="bold">{escape(title)}</text>',
    ]
    for place, (name, value) in enumerate(rows, start=1):
        y, length = ROW * place, WIDTH * value / most
        parts += [
            f'<text x="{LABEL - 8}" y="{y + 15}" text-anchor="end">{escape(name)}</text>',
            f'<rect x="{LABEL}" y="{y + 4}" width="{length:.1f}" height="14" fill="#c0392b"/>',
            f'<text x="{LABEL + length + 6:.1f}" y="{y + 15}">{value:,.0f} {escape(unit)}</text>',
        ]
    return "\n".join([*parts, "</svg>", ""])
