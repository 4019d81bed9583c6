"""A study in the formats of the field: BIDS, Psych-DS, ELAN.

What happens to a row, and the module that knows it::

    rows of the study in batches    study_rows
      -> who is in them             people, pseudonyms (labels and their seed)
      -> what must not go out       redaction (with known_names and personal_fields)
      -> rooms by an older name     room_origin
      -> a value as text of a cell  cell_text; whole lines of it  text_lines
      -> the standard's folder      bids (with bids_documents, and for its tables:)
           moments of a room          event_tables
           many rows a second         sampled_tables, room_recordings, sampling_rate,
                                      gaze_recordings (whose eye it is)
           everything else            other_tables, described_columns, media_files
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
