"""The photo and card parts of the access page."""
