"""What can keep a document from being printed."""

from kiosk.texts import N_

SENTENCES = {
    "printer_no_paper": N_("The printer is out of paper. Put in new paper; it goes on by itself."),
    "printer_jam": N_("Paper is stuck in the printer. Open it, take the paper out and close it again."),
    "printer_open": N_("The printer's lid is open. Close it; it goes on by itself."),
    "printer_no_ink": N_("The printer is out of ink or toner. Put in a new cartridge."),
    "printer_offline": N_("The printer does not answer. See that it is switched on and connected."),
    "printer_paused": N_("The printer is paused. Resume it in the computer's printer settings."),
    "printer_fault": N_("The printer reports a fault ({reason}). Look at the printer's own display."),
    "printer_busy": N_("The printer takes no more for the moment. See that it has paper and is ready."),
    "printer_lost": N_("The connection to the printer broke. Look at the paper before you print again."),
    "print_queued": N_("It lies in the printer's queue and is printed when its turn comes."),
    "print_held": N_("It is held in the printer's queue. Release it in the computer's printer settings."),
    "print_system_silent": N_("The computer's print system does not answer. It is printed when the system is back."),
    "print_aborted": N_("The print system gave it up. Print it again, or choose another printer."),
}
