"""The products page and how prices are shown."""
