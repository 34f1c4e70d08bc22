"""Golden cases of the rules, and the runner for any folder of such files: `python -m tests.golden DIR`."""
