"""What all pictures share: where they are drawn, and with which colours."""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from matplotlib.figure import Figure

COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
"""Told apart by people who do not see all colours, too (Okabe and Ito)."""
INK, QUIET, FAINT = "#222222", "#777777", "#e8e8e8"


def figure(width: float, height: float) -> Figure:
    """Give an empty figure, in inches, that no window shows.

    Raises
    ------
    ImportError
        If matplotlib is not installed.
    """
    base = _load("matplotlib.figure").Figure
    # White on purpose: on the dark page of a notebook, dark ink would vanish otherwise.
    picture: Any = type("Picture", (_NotebookFigure, base), {})
    made: Figure = picture(figsize=(width, height), layout="constrained", facecolor="white")
    return made


@contextmanager
def as_written() -> Generator[None]:
    """Let the texts of a picture stand as they are: dollar signs in them enclose no formula.

    Raises
    ------
    ImportError
        If matplotlib is not installed.
    """
    with _load("matplotlib").rc_context({"text.parse_math": False}):
        yield


def _load(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise ImportError('Pictures need matplotlib: pip install "hyperstudy[plot]"') from None


class _NotebookFigure:
    """Lets Jupyter show a figure that no backend made."""

    savefig: Any

    def _repr_png_(self) -> bytes:
        from io import BytesIO

        png = BytesIO()
        self.savefig(png, format="png", dpi=110)
        return png.getvalue()


def name_of(value: Any) -> str:
    """Write an id as a picture shows it, where an empty one would be nothing."""
    text = "" if value is None or value != value else str(value)
    return text if text.strip() else "(no id)"


def legend(axes: Any, lines: Sequence[Any], names: Sequence[str]) -> None:
    """Name lines beside a panel, whatever their names are.

    matplotlib leaves out a label that is empty or begins with an underscore, so that the names
    are put in when the legend is there.
    """
    beside = {"loc": "upper left", "bbox_to_anchor": (1, 1), "frameon": False, "fontsize": 8}
    made = axes.legend(list(lines), [f"line {number}" for number in range(len(names))], **beside)
    for shown, name in zip(made.get_texts(), names, strict=True):
        shown.set_text(name)


def bare(axes: Any, *kept: str) -> None:
    """Take away the frame of a panel but for some of its sides."""
    for side, spine in axes.spines.items():
        spine.set_visible(side in kept)
        spine.set_color(QUIET)
    axes.tick_params(colors=INK, labelsize=8, length=2.5)
