"""The gym's settings: the list, and one of them changed."""
