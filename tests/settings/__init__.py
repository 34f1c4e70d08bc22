"""Settings: what is read, refused and changed by them."""
