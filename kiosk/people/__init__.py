"""People: identity, registration, search and the person card."""
