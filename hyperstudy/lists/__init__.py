"""From a question to a result: queries, pages, the account of rows, and the report."""
