"""Sentences about opening person cards."""

from kiosk.texts import N_

SENTENCES = {
    "person_unknown": N_("This person is not on this desk any more. Search again."),
    "protected_identity_right": N_(
        "The person has a protected identity. Only staff with the right for it may open the card: ask a manager."
    ),
    "show_number_right": N_("You may not see whole personal numbers. Ask a manager."),
    "no_personal_number": N_("There is no Swedish personal number to show."),
    "change_protection_right": N_("Only staff with the right for protected identities may change this: ask a manager."),
    "details_changed_meanwhile": N_(
        "The details have been changed elsewhere since you began. Nothing is saved: close this and look at them."
    ),
    "note_missing": N_("Write something first."),
    "note_too_long": N_("A note has at most {longest} characters. Shorten it."),
    "note_gone": N_("The note has been removed already."),
    "photo_unusable_here": N_("The picture can’t be used. Take it again."),
    "card_menu_right": N_("You may look only. Let a colleague sign in."),
}
