"""The sync driver and its windows."""
