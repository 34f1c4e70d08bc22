"""Who may sign in at the demo gym: what its sign-in screen shows, and nothing more to load."""

ACCOUNTS = (
    ("anna", "Anna Receptionist", "reception", "1111"),
    ("omar", "Omar Platschef", "manager", "2222"),
    ("eva", "Eva Administratör", "administrator", "3333"),
)
"""(login, name, role, PIN): shown on the demo gym's sign-in screen only."""
