"""Charts of a release as SVG and PNG: lines over months, or bars for one period. Each stands beside its table."""

from collections.abc import Sequence
from typing import Any, Final

# Colours that differ in lightness too, and a dash for each line: nobody has to tell colours apart.
COLOURS: Final = ("#12436d", "#28a197", "#801650", "#f46a25", "#3d3d3d", "#a285d1", "#0f7a52", "#b58840")
DASHES: Final = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2], [4, 4], [1, 3], [10, 4], [6, 2, 1, 2])
FONT: Final = 'Arial, "Libertinus Serif", sans-serif'
WIDTH, HEIGHT, BAR = 760, 300, 30


def draw(
    lines: Sequence[tuple[str, Sequence[float | None]]],
    months: Sequence[str],
    along: str,
    breaks: Sequence[tuple[str, str]] = (),
    *,
    is_share: bool = False,
) -> tuple[str, bytes]:
    """A chart as SVG and as PNG. `lines` have a value for each of `months` (2026-03), or None where none is shown.

    `breaks` are months with the words for what changed in them.
    """
    import altair
    import vl_convert

    scale = altair.Scale(domain=[name for name, _values in lines], range=list(COLOURS[: len(lines)]))
    form = "%" if is_share else ",.3~f"
    if len(months) == 1:
        chart = _bars(altair, lines, along, form)
    else:
        chart = _series(altair, lines, months, along, form, scale)
        if breaks:
            chart = altair.layer(chart, _marks(altair, breaks))
    chart = (
        chart.properties(width=WIDTH)
        .configure(font=FONT, background="white")
        .configure_axis(labelFontSize=13, titleFontSize=13)
        .configure_legend(labelFontSize=13)
        .configure_view(stroke=None)
    )
    text = chart.to_json()
    return str(vl_convert.vegalite_to_svg(text)), bytes(vl_convert.vegalite_to_png(text, scale=2))


def _series(
    altair: Any,
    lines: Sequence[tuple[str, Sequence[float | None]]],
    months: Sequence[str],
    along: str,
    form: str,
    scale: Any,
) -> Any:
    values = [
        {"line": name, "month": f"{month}-01T00:00:00", "value": value}
        for name, row in lines
        for month, value in zip(months, row, strict=True)
    ]
    dashes = altair.Scale(domain=[name for name, _row in lines], range=list(DASHES[: len(lines)]))
    legend = altair.Legend(title=None, orient="bottom", columns=2, labelLimit=280) if len(lines) > 1 else None
    return (
        altair.Chart(altair.InlineData(values=values))
        .mark_line(point=True)
        .encode(
            x=altair.X("month:T", title=None, axis=altair.Axis(format="%m/%Y", labelAngle=-45)),
            y=altair.Y("value:Q", title=along, axis=altair.Axis(format=form)),
            color=altair.Color("line:N", scale=scale, legend=legend),
            strokeDash=altair.StrokeDash("line:N", scale=dashes, legend=legend),
        )
        .properties(height=HEIGHT)
    )


def _bars(altair: Any, lines: Sequence[tuple[str, Sequence[float | None]]], along: str, form: str) -> Any:
    values = [{"line": name, "value": row[0]} for name, row in lines]
    return (
        altair.Chart(altair.InlineData(values=values))
        .mark_bar(color=COLOURS[0])
        .encode(
            x=altair.X("value:Q", title=along, axis=altair.Axis(format=form)),
            y=altair.Y("line:N", title=None, sort=None, axis=altair.Axis(labelLimit=280)),
        )
        .properties(height=max(2, len(values)) * BAR)
    )


def _marks(altair: Any, breaks: Sequence[tuple[str, str]]) -> Any:
    values = [{"month": f"{month}-01T00:00:00", "why": why} for month, why in breaks]
    return (
        altair.Chart(altair.InlineData(values=values))
        .mark_rule(strokeDash=[3, 3], color="#0b0c0c")
        .encode(x=altair.X("month:T", title=None))
    )
