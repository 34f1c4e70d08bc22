"""Staff: sign-in, roles and rights."""
