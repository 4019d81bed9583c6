"""A study on disk, asked as the server would be: filters, order, pages, frames, SQL."""
