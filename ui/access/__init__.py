"""The access page: photo and card."""
