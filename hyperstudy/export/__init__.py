"""A study in the formats of the field: BIDS, Psych-DS, ELAN.

What happens to a row, and the module that knows it::

    rows of the study in batches    study_rows
      -> who is in them             people, pseudonyms (labels and their seed)
      -> what must not go out       redaction
      -> a value as text of a cell  cell_text
      -> the standard's folder      bids (with event_tables, sidecars, bids_documents, media_files),
                                    psych_ds, elan
      -> all files at once          output_folder
    and what became of each row     export_report
"""

from __future__ import annotations

from .bids import export_bids
from .cell_text import read_table
from .elan import export_elan
from .export_report import ExportReport
from .psych_ds import export_psych_ds

__all__ = ["ExportReport", "export_bids", "export_elan", "export_psych_ds", "read_table"]
