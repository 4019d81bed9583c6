"""A study on disk: pulled once, gone on with after an interruption, kept up to date, proved.

The way of a row, and the module that knows it::

    what can be pulled            tables     each data type, and which request brings it
      -> who may write here       claim      one pull at a time, also on network disks
      -> pages as they come       reading    where to go on, where to look again
           one by one             each       what no list brings: a request for each room
           durable at once        staging    each page in an append-only journal
           whole or absent        journal    records with a length and a hash
      -> a new page is compared   changes    new, changed, vanished, and the server's order
           what a row is          rows       its exact text, its identity, its room
      -> files of a type          build      rows sorted into rooms, in bounded memory
           one schema for all     schema     the frame contract, and whatever else came
           the same bytes again   files      Parquet with fixed settings
      -> all of it at once        commit     many files change together, or none
    before it costs anything      planning, plan
    and what is there             manifest, layout, report, verify
    offline                       offline (the methods), answers and single (the server's part),
                                  conditions, selection (which rows), quick (the short way), tools

Nothing here knows a path or a parameter of the API: requests are made by the methods that a
researcher would use.
"""
