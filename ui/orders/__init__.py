"""The pages of online purchases."""
