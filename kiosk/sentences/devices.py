"""Sentences about the camera, the readers and what they send."""

from kiosk.texts import N_

SENTENCES = {
    "card-read-short": N_("The reader got only part of the card number. Hold the card still and try again."),
    "card-read-long": N_("The reader sent too many characters. Hold one card at a time to it and try again."),
    "card-read-characters": N_("The reader sent characters that no card has. Try again, or type the number by hand."),
    "card-read-incomplete": N_("The beginning or the end of the read is missing. Hold the card still and try again."),
    "photo-no-picture": N_("No picture came from the camera. Check the camera and take the photo again."),
    "photo-black": N_("The picture is black. Uncover the lens or turn on a light, and take the photo again."),
    "photo-frozen": N_(
        "The camera sends the same old picture over and over. Unplug it, plug it in again, and take the photo again."
    ),
    "printer-host-missing": N_("Write the printer's address. It stands on the page that the printer prints of itself."),
    "printer-host-wrong": N_(
        "That is no address. Write four numbers with dots, such as 192.168.1.40, or the printer's name on the network; "
        "the port stands by itself."
    ),
    "printer-port-wrong": N_("A port is a whole number from 1 to {last}; receipt printers have {usual}."),
}
