"""Windows, pages and widgets, offscreen."""
