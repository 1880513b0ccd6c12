"""A genogram as SVG: one picture with a title and a description, black on white, for a screen and for paper."""

from html import escape
from typing import Final

from earlyhelp.understand.genogram.figures import LINE, SIZE, Chart, Placed, Sign, Stroke

_HALF: Final = SIZE / 2
_DASHES: Final = {
    "adopted": "9 5",
    "fostered": "2 4",
    "step": "9 4 2 4",
    "donor": "1 7",
    "kin": "4 8",
    "parents": "3 3",
    "siblings": "",
    "birth": "",
    "couple": "",
}


def draw(chart: Chart, *, title: str, description: str, key: str = "genogram") -> str:
    """The drawing as SVG. `title` and `description` are read out; `key` makes its ids unique on the page."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" focusable="false" '
        f'aria-labelledby="{key}-title {key}-description" viewBox="0 0 {chart.width:.0f} {chart.height:.0f}" '
        f'width="{chart.width:.0f}" height="{chart.height:.0f}" class="kit-genogram" '
        f'font-family="arial, sans-serif" font-size="13" fill="none" stroke="#0b0c0c" stroke-width="2">',
        f'<title id="{key}-title">{escape(title)}</title>',
        f'<desc id="{key}-description">{escape(description)}</desc>',
        f'<rect width="{chart.width:.0f}" height="{chart.height:.0f}" fill="#ffffff" stroke="none"/>',
        *(_stroke(one) for one in chart.strokes),
        *(_person(one) for one in chart.placed),
        "</svg>",
    ]
    return "".join(parts)


def _stroke(stroke: Stroke) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in stroke.points)
    dashes = _DASHES.get(stroke.style, "")
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    drawn = f'<polyline points="{points}"{dashed}/>'
    if stroke.slashes:
        x, y = stroke.slashes
        drawn += f'<path d="M{x - 6:.1f} {y + 8:.1f}l6 -16M{x + 1:.1f} {y + 8:.1f}l6 -16"/>'
    return drawn


def _person(placed: Placed) -> str:
    node, x, y = placed.node, placed.x, placed.y
    shape = _shape(node.sign, x, y, _HALF)
    if node.is_centre:
        shape += _shape(node.sign, x, y, _HALF - 5)
    if node.has_died:
        r = _HALF if node.sign is not Sign.CIRCLE else _HALF * 0.7
        left, right, top, foot = x - r, x + r, y - r, y + r
        shape += f'<path d="M{left:.1f} {top:.1f}L{right:.1f} {foot:.1f}M{right:.1f} {top:.1f}L{left:.1f} {foot:.1f}"/>'
    words = "".join(
        f'<text x="{x:.1f}" y="{y + _HALF + 4 + LINE * (number + 0.8):.1f}" text-anchor="middle" '
        f'fill="#0b0c0c" stroke="none"{_bold(number)}>{escape(line)}</text>'
        for number, line in enumerate(node.words)
    )
    return f'<g fill="#ffffff" data-person="{escape(node.key)}"><title>{escape(node.title)}</title>{shape}{words}</g>'


def _bold(number: int) -> str:
    return ' font-weight="bold"' if number == 0 else ""


def _shape(sign: Sign, x: float, y: float, r: float) -> str:
    if sign is Sign.CIRCLE:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>'
    if sign is Sign.SQUARE:
        return f'<rect x="{x - r:.1f}" y="{y - r:.1f}" width="{2 * r:.1f}" height="{2 * r:.1f}"/>'
    if sign is Sign.TRIANGLE:
        return f'<path d="M{x:.1f} {y - r:.1f}L{x + r:.1f} {y + r:.1f}L{x - r:.1f} {y + r:.1f}Z"/>'
    return f'<path d="M{x:.1f} {y - r:.1f}L{x + r:.1f} {y:.1f}L{x:.1f} {y + r:.1f}L{x - r:.1f} {y:.1f}Z"/>'
