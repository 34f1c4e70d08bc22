"""Where this desk prints, in words: for its settings."""

from kiosk.devices.print_job import printer_of
from kiosk.settings.machine import DOCUMENT_PRINTER, RECEIPT_PAPER, RECEIPT_PRINTER, MachineSettings
from kiosk.settings.setting import Setting
from kiosk.texts import N_, _

PAPERS = {"roll_80": N_("80 mm roll"), "roll_58": N_("58 mm roll"), "a4": N_("A4 sheet")}
"""What receipts can be printed on, in the order of how usual it is."""


def printing_words(settings: MachineSettings) -> tuple[str, str]:
    """A line about receipts and one about documents."""
    paper = _(PAPERS[settings.get(RECEIPT_PAPER)])
    receipts, documents = _name(settings, RECEIPT_PRINTER), _name(settings, DOCUMENT_PRINTER)
    return (
        _("Receipts: {printer}, {paper}", printer=receipts, paper=paper),
        _("Documents: {printer}", printer=documents),
    )


def _name(settings: MachineSettings, setting: Setting[str]) -> str:
    chosen = settings.get(setting)
    return printer_of(chosen).name if chosen else _("no printer chosen")
