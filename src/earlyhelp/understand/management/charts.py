"""Charts of a linkage model as SVG, each beside the table that says the same."""

from collections.abc import Sequence

import altair
import vl_convert

FOR, AGAINST = "#0f7a52", "#b3261e"
WIDTH, HEIGHT = 560, 22


def bars(rows: Sequence[tuple[str, float]], *, along: str, title: str) -> str:
    """Bars to the right for what speaks for, to the left for what speaks against. Returns SVG."""
    values = [
        {"label": label, "bits": round(bits, 2), "place": place} for place, (label, bits) in enumerate(rows)
    ]
    chart = (
        altair.Chart(altair.InlineData(values=values), title=title)
        .mark_bar()
        .encode(
            x=altair.X("bits:Q", title=along),
            y=altair.Y("label:N", title=None, sort=None, axis=altair.Axis(labelLimit=320)),
            color=altair.condition("datum.bits >= 0", altair.value(FOR), altair.value(AGAINST)),
        )
        .properties(width=WIDTH, height=max(2, len(values)) * HEIGHT)
    )
    return str(vl_convert.vegalite_to_svg(chart.to_json()))


def waterfall(rows: Sequence[tuple[str, float]], *, along: str, title: str, total: str) -> str:
    """Each finding where the one before it ended, and the total last. Returns SVG."""
    values, at = [], 0.0
    for label, bits in rows:
        values.append({"label": label, "from": at, "to": at + bits, "up": bits >= 0})
        at += bits
    values.append({"label": total, "from": 0.0, "to": at, "up": at >= 0})
    chart = (
        altair.Chart(altair.InlineData(values=values), title=title)
        .mark_bar()
        .encode(
            x=altair.X("from:Q", title=along),
            x2="to:Q",
            y=altair.Y("label:N", title=None, sort=None, axis=altair.Axis(labelLimit=320)),
            color=altair.condition("datum.up", altair.value(FOR), altair.value(AGAINST)),
        )
        .properties(width=WIDTH, height=len(values) * HEIGHT)
    )
    return str(vl_convert.vegalite_to_svg(chart.to_json()))
