"""Recordings on disk: many files, resumed, whole or absent, with a report.

The way of a file, and the module that knows it::

    row from the listing        recording           what a download needs of it, however odd
      -> name in the folder     file_names          safe, unique, the same on every run
      -> what is to be done     plan                skip, resume, download; how much
      -> several at once        engine              threads, events (cancellation)
      -> one of them            transfer            links, ranges, another try (retry_budget)
           the answer           storage_responses   go on, start over, new link, wait, give up
           the bytes so far     parts               parts and their owners (process_ownership)
           is it what was sent  checksums           sizes and hashes
      -> under its final name   files.atomic        durable and at once, or not at all
    the plan carried out        run                 tells the report, the bar, the log (listeners)
    and what was done           report              columns for the frame
                                sidecar             recordings_metadata.csv in the folder
                                check               the folder against it, offline, years later

It knows no path of the API: links come from a callable, bytes through a client without the key.
"""
