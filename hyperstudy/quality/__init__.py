"""The report on the quality of a study's data, and the frames behind it.

``rules.toml`` has the rules and ``measures.py`` what is counted. ``table_counts.py``, ``rooms.py``,
``participants.py`` (with ``participant_measures.py``, ``rating_measures.py`` and ``agreement.py``),
``recordings.py`` and ``clocks.py`` make a frame each, ``measuring.py`` puts them together,
``findings.py`` applies the rules, ``charts.py`` draws, ``page.py`` makes the page with the texts of
``page_tables.py`` and ``recording_notes.py``, ``comparison.py`` compares two reports, and
``make_report.py`` does all of it.
"""

from __future__ import annotations

from .measuring import Quality, measure
from .rules import Rules, default_rules, read_rules

__all__ = ["Quality", "Rules", "default_rules", "measure", "read_rules"]
