"""A genogram: a family over generations, laid out and drawn. Plain Python, with no words of its own."""

from earlyhelp.understand.genogram.figures import (
    SIZE,
    WIDTH,
    Chart,
    Child,
    Couple,
    Descent,
    Node,
    Placed,
    Siblings,
    Sign,
    Stroke,
    Tree,
)
from earlyhelp.understand.genogram.layout import lay_out
from earlyhelp.understand.genogram.svg import draw

__all__ = [
    "SIZE",
    "WIDTH",
    "Chart",
    "Child",
    "Couple",
    "Descent",
    "Node",
    "Placed",
    "Siblings",
    "Sign",
    "Stroke",
    "Tree",
    "draw",
    "lay_out",
]
