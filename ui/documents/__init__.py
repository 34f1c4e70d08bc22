"""Documents shown, printed and saved."""
