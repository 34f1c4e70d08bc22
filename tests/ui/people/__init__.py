"""Search results and the person card in the window."""
