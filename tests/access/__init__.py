"""Access: card numbers, card settings and the access details step."""
