"""Sentences about opening person cards."""

from kiosk.texts import N_

SENTENCES = {
    "person_unknown": N_("This person is not on this desk any more. Search again."),
    "protected_identity_right": N_(
        "The person has a protected identity. Only staff with the right for it may open the card: ask a manager."
    ),
    "show_number_right": N_("You may not see whole personal numbers. Ask a manager."),
    "no_personal_number": N_("There is no Swedish personal number to show."),
}
