"""Access: cards, photos, and what a person needs to get in."""
