"""Who works at the desk: sign-in, roles and rights."""
