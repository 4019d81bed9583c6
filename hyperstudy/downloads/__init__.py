"""Recordings on disk: many files, resumed, whole or absent, with a report.

The way of a file, and the module that knows it::

    row from the listing          recording   what a download needs to know of it, however odd
      -> name in the folder       names       safe, unique, the same on every run
      -> what is to be done       plan        skip, resume, download; how much; is there room
      -> several at once          engine      threads, events, stopping (halt)
      -> one of them              transfer    links, ranges, another try (patience)
           what the storage says  answers     go on, start over, new link, wait, give up
           the bytes so far       parts       part files that belong to a source (owners)
           is it what was sent    checksums   sizes and hashes (crc32c)
      -> under its final name     whole       durable and at once, or not at all
    the plan carried out          work        tells the report, the bar and the log (listeners)
    and what was done             report      columns for the frame
                                  sidecar     recordings_metadata.csv in the folder
                                  check       the folder against it, offline, years later

It knows no path of the API: links come from a callable, bytes through a client without the key.
"""
