"""Sentences about organisations."""

from kiosk.texts import N_

SENTENCES = {
    "organisation_unknown": N_("This organisation is not on this desk any more. Search again."),
}
