"""The demo gym: a plausible Swedish gym to try everything on. Its persons have the official test numbers only."""
