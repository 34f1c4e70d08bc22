"""People: identity, registration, search, the person card."""
