"""What the guide shows below its code is what that code gives."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from pages import ROOT, pages


@pytest.fixture(scope="module")
def docs_shown() -> Iterator[ModuleType]:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import docs_shown as tool

        yield tool
    finally:
        sys.path.remove(str(ROOT / "tools"))


PAGE = """
# A page

```python
import hyperstudy
from hyperstudy import plots

hs = hyperstudy.HyperStudy()
rooms = hs.get_rooms("exp_movie_dyads")
```

```python
rooms[["id", "status"]].head(2)
```

<!-- shown: two rooms -->

```python
plots.room_timeline(hs, rooms["id"].iloc[0])
```

<!-- shown: a room -->

The end.
"""


def test_tables_and_pictures_stand_where_the_comments_were(
    docs_shown: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HYPERSTUDY_API_KEY", "hst_live_of_the_one_who_builds")
    here = Path.cwd()
    shown = docs_shown.show("page", PAGE, "pictures")
    assert os.environ["HYPERSTUDY_API_KEY"] == "hst_live_of_the_one_who_builds"
    assert Path.cwd() == here
    assert list(shown.pictures) == ["page-1.png"]
    assert shown.pictures["page-1.png"].startswith(b"\x89PNG")
    text = docs_shown.fill(PAGE, shown)
    table, picture = text.split("```")[4], text.split("```")[6]
    assert "room_dyads_1" in table
    assert 'aria-label="two rooms"' in table
    assert "[![a room](pictures/page-1.png)](pictures/page-1.png)" in picture
    assert "<!--" not in text
    assert text.endswith("The end.\n")


def test_code_that_fails_names_its_place(docs_shown: ModuleType) -> None:
    page = "# A page\n\n```python\nfirst = 1\nfirst / 0\n```\n\n<!-- shown: nothing -->\n"
    with pytest.raises(ZeroDivisionError) as failed:
        docs_shown.show("page", page, "pictures")
    assert [
        (one.path, one.lineno + 1) for one in failed.traceback if "page.md" in str(one.path)
    ] == [("page.md", 5)]


def test_what_is_neither_table_nor_picture_is_shown_as_text(docs_shown: ModuleType) -> None:
    page = "```python\n{1: 2}\n```\n\n<!-- shown: a dict -->\n"
    text = docs_shown.fill(page, docs_shown.show("page", page, "pictures"))
    assert text == "```python\n{1: 2}\n```\n\n```text\n{1: 2}\n```\n"


def test_nothing_cannot_be_shown(docs_shown: ModuleType) -> None:
    page = "```python\none = 1\n```\n\n<!-- shown: one -->\n"
    with pytest.raises(TypeError, match=r"'one'.*gives nothing"):
        docs_shown.show("page", page, "pictures")


def test_every_such_comment_stands_where_it_is_read(docs_shown: ModuleType) -> None:
    asking = [page for page in pages() if "<!-- shown" in page.read_text("utf-8")]
    assert asking
    for page in asking:
        text = page.read_text("utf-8")
        read = [found for found in docs_shown._BLOCK.finditer(text) if found["mark"]]
        assert len(read) == text.count("<!-- shown"), page.name


def test_the_report_in_the_guide_has_a_defect_of_every_kind_and_needs_nothing(
    docs_shown: ModuleType,
) -> None:
    assert docs_shown
    for needed in ("av", "jinja2", "matplotlib", "duckdb"):
        pytest.importorskip(needed)
    import docs_report

    from hyperstudy.quality import default_rules

    page = docs_report.report_page()
    found = re.search(r'id="findings">(.*?)</script>', page, re.S)
    assert found is not None
    marked = {one["rule"] for one in json.loads(found[1])["findings"]}
    of_recordings = {one.name for one in default_rules().rules if one.of == "recordings"}
    assert len(marked) >= 15
    assert of_recordings - marked == {"recording-unplayable"}
    assert not re.search(r"(src|href)=\"(?!#|data:)", page)
