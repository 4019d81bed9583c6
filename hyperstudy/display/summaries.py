"""How things look when a notebook or a terminal shows them: as text, and as escaped HTML.

No colour is set in the HTML: it takes those of the notebook, light or dark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TABLE = "border-collapse:collapse;color:inherit;background:transparent"
_CELL = "padding:2px 10px 2px 0;text-align:left;vertical-align:top;background:transparent"
_MOST_ROWS = 20
# Notebooks typeset what stands between two dollar signs, but not in elements of these classes.
_AS_TYPED = "tex2jax_ignore mathjax_ignore"


def escape(text: str) -> str:
    """Write text so that HTML shows it as it is."""
    from html import escape as escaped  # brings a table of two thousand names

    return escaped(text)


def as_typed(html: str) -> str:
    """Keep notebooks from taking names with dollar signs for mathematics."""
    return f'<div class="{_AS_TYPED}">{html}</div>'


def facts_text(title: str, facts: Sequence[tuple[str, str]]) -> str:
    """Write facts as text, one a line."""
    width = max((len(label) for label, _ in facts), default=0)
    return "\n".join([title, *(f"  {label:<{width}}  {text}" for label, text in facts)])


def facts_html(title: str, facts: Iterable[tuple[str, str]]) -> str:
    """Write facts as a table of two columns."""
    rows = "".join(
        f'<tr><th scope="row" style="{_CELL};font-weight:600">{escape(label)}</th>'
        f'<td style="{_CELL}">{escape(text)}</td></tr>'
        for label, text in facts
    )
    return as_typed(f"{_opening(title)}{rows}</table>")


def representation(thing: object) -> str:
    """Represent a thing in a terminal by its kind and what printing it gives."""
    return f"<{type(thing).__name__}: {thing}>"


def lines_html(text: str, *, good: bool = True) -> str:
    """Write a text of lines: the first one with a mark, the others as a list."""
    head, *rest = text.split("\n")
    items = "".join(f"<li>{escape(one.strip())}</li>" for one in rest)
    listed = f"<ul>{items}</ul>" if items else ""
    mark = "✓" if good else "⚠"
    return as_typed(f"<p><strong>{mark}</strong> {escape(head)}</p>{listed}")


def table_html(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table; of a long one the first rows, and how many more there are."""
    head = "".join(
        f'<th scope="col" style="{_CELL};font-weight:600">{escape(one)}</th>' for one in header
    )
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in row) + "</tr>"
        for row in rows[:_MOST_ROWS]
    )
    more = len(rows) - _MOST_ROWS
    foot = f'<tr><td style="{_CELL}">and {more} more</td></tr>' if more > 0 else ""
    return as_typed(f"{_opening(title)}<tr>{head}</tr>{body}{foot}</table>")


def _opening(title: str) -> str:
    return (
        f'<table style="{_TABLE}">'
        f'<caption style="text-align:left;color:inherit">{escape(title)}</caption>'
    )
