"""Search, the person card, and the pages about a person."""
