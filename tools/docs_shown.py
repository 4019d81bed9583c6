"""What the code of a page gives, shown below it: pictures and tables of the made-up study.

A comment ``<!-- shown: what there is to see -->`` below a block of Python asks for it. All blocks
of such a page run in order, as the tests run them, so that a picture is always what the code above
it draws.
"""

from __future__ import annotations

import ast
import contextlib
import html
import os
import re
import tempfile
import warnings
from io import BytesIO
from typing import Any, NamedTuple

_BLOCK = re.compile(
    r"^```python\n(?P<code>.*?)^```$(?:\n\n(?P<mark><!-- shown: (?P<words>.*?) -->)$)?",
    re.MULTILINE | re.DOTALL,
)


class Shown(NamedTuple):
    """What stands in place of each comment of a page, in order, and the pictures by name."""

    places: list[str]
    pictures: dict[str, bytes]


def asks(markdown: str) -> bool:
    """Return whether a page wants anything shown."""
    return any(found["mark"] for found in _BLOCK.finditer(markdown))


def show(name: str, markdown: str, folder: str) -> Shown:
    """Run the code of a page against a sandbox.

    Parameters
    ----------
    name : str
        Name of the page, with which those of its pictures begin.
    markdown : str
        Its text.
    folder : str
        Where its pictures will be, as seen from the page.
    """
    shown = Shown([], {})
    names: dict[str, Any] = {"__name__": "__main__"}
    with _surroundings():
        for found in _BLOCK.finditer(markdown):
            line = markdown.count("\n", 0, found.start("code"))
            value = _run(found["code"], names, name, line)
            if found["mark"] is None:
                continue
            if hasattr(value, "savefig"):
                file = f"{name}-{len(shown.pictures) + 1}.png"
                shown.pictures[file] = _picture(value)
                path = f"{folder}/{file}"
                shown.places.append(f"[![{found['words']}]({path})]({path})")
            else:
                shown.places.append(_table(value, found["words"]))
    return shown


def fill(markdown: str, shown: Shown) -> str:
    """Put what the code gave in place of the comments."""
    places = iter(shown.places)

    def place(found: re.Match[str]) -> str:
        mark = found["mark"]
        return found[0] if mark is None else found[0].replace(mark, next(places))

    return _BLOCK.sub(place, markdown)


@contextlib.contextmanager
def _surroundings() -> Any:
    """Give an empty folder, and a sandbox to which the client talks."""
    import hyperstudy
    from hyperstudy import sandbox

    before = dict(os.environ)
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        sandbox.start() as server,
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore", hyperstudy.HyperStudyWarning)
        os.environ.update(server.environment(), HYPERSTUDY_CONFIG_DIR=folder)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def _run(code: str, names: dict[str, Any], page: str, line: int) -> Any:
    """Run code and give the value of its last line, as a notebook does."""
    place = f"{page}.md"
    *statements, last = ast.parse("\n" * line + code, place).body
    if not isinstance(last, ast.Expr):
        exec(compile(ast.Module([*statements, last], []), place, "exec"), names)
        return None
    exec(compile(ast.Module(statements, []), place, "exec"), names)
    return eval(compile(ast.Expression(last.value), place, "eval"), names)


def _picture(figure: Any) -> bytes:
    png = BytesIO()
    figure.savefig(png, format="png", dpi=130)
    return png.getvalue()


def _table(value: Any, words: str) -> str:
    """Give what a notebook shows of a value, in one block of Markdown: HTML, else text."""
    if value is None:
        raise TypeError(f"a page wants to show {words!r}, but the code above it gives nothing")
    if not hasattr(value, "_repr_html_"):
        return f"```text\n{value!r}\n```"
    # What pandas adds for notebooks hinders the style of the guide.
    table = re.sub(r"<style.*?</style>|\s*\n\s*", "", value._repr_html_(), flags=re.DOTALL)
    table = table.replace(' border="1" class="dataframe"', "")
    return f'<div role="group" aria-label="{html.escape(words)}">{table}</div>'
