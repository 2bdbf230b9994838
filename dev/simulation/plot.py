"""The plot of a comparison: what recall costs, under each schedule. Pure."""

import math
from collections.abc import Sequence
from html import escape
from string import ascii_lowercase

from dev.simulation.comparison import Row

WIDTH, HEIGHT = 720, 440
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 24, 56
LABEL_GAP = 30
_STYLE = """
  svg { color-scheme: light dark; background: light-dark(#fbfaf7, #16181d); }
  text { font: 14px sans-serif; fill: light-dark(#1f242e, #eceae4); }
  line { stroke: light-dark(#d8d4ca, #3a3e47); }
  polyline { fill: none; stroke: light-dark(#a63716, #f0a077); stroke-width: 2; }
  .site { fill: light-dark(#a63716, #f0a077); }
  .other { fill: light-dark(#1f5f8b, #8bbfe6); }
"""


def plot(rows: Sequence[Row], sweep: Sequence[Row]) -> str:
    """Reviews a day across, recall on the last day upwards; the line is the site's."""
    shown = [*rows, *sweep]
    right = max(one.reviews for one in shown) + 2
    low = int(min(one.final_recall for one in shown) * 50) / 50

    def place(row: Row) -> tuple[float, float]:
        across = LEFT + row.reviews / right * (WIDTH - LEFT - RIGHT)
        return across, _up(row.final_recall, low)

    parts = [*_scales(right, low)]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(place, sweep))
    parts.append(f'<polyline points="{points}"/>')
    labelled = (0.0, 0.0)
    for one in sweep:
        is_apart = math.dist(place(one), labelled) >= LABEL_GAP
        labelled = place(one) if is_apart else labelled
        parts.append(_point(*place(one), one.name if is_apart else "", "site", above=False))
    for number, one in enumerate(rows[1:]):
        letter, y = ascii_lowercase[number], HEIGHT - BOTTOM - 14 - 20 * number
        parts.append(_point(*place(one), letter, "other", above=True))
        parts.append(f'<text x="{WIDTH / 2}" y="{y}">{letter}: {escape(one.name)}</text>')
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">\n'
        f"<title>Recall on day 60 by reviews a day</title>\n<style>{_STYLE}</style>\n"
        f"{body}\n</svg>\n"
    )


def _up(recall: float, low: float) -> float:
    return HEIGHT - BOTTOM - (recall - low) / (1 - low) * (HEIGHT - TOP - BOTTOM)


def _scales(right: float, low: float) -> list[str]:
    parts = []
    for number in range(round(low * 100), 101, 2):
        y = _up(number / 100, low)
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 5:.1f}" text-anchor="end">{number}%</text>')
    for number in range(0, int(right) + 1, 4):
        x = LEFT + number / right * (WIDTH - LEFT - RIGHT)
        parts.append(
            f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 22}" text-anchor="middle">{number}</text>'
        )
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(
        f'<text x="{middle}" y="{HEIGHT - 10}" text-anchor="middle">Reviews a day; upwards: recall '
        "of all questions on day 60; the line: this site by desired retention</text>"
    )
    return parts


def _point(x: float, y: float, name: str, kind: str, *, above: bool) -> str:
    text_x, text_y, anchor = (x - 8, y - 8, "end") if above else (x + 10, y + 18, "start")
    return (
        f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
        f'<text x="{text_x:.1f}" y="{text_y:.1f}" text-anchor="{anchor}">{escape(name)}</text>'
    )
