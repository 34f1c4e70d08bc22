"""The mandate page."""
