"""The explorer: a graph as one HTML file to search, filter and read, with no server and no outside request."""

from __future__ import annotations

from kg.serve.explorer.page import DEFAULT_TITLE, MAX_EDGES, explorer_page, write_page

__all__ = ["DEFAULT_TITLE", "MAX_EDGES", "explorer_page", "write_page"]
