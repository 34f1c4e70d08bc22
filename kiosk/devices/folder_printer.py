"""A folder that stands in for a printer: each document becomes a PDF file."""

from itertools import count
from pathlib import Path

from kiosk.devices.print_job import Printer, PrintOutcome, PrintState, Watch
from kiosk.documents.files import file_name, save_file
from kiosk.errors import InpassError, PrinterUnavailable
from kiosk.texts import _


def print_pdf(printer: Printer, pdf: bytes, title: str, watch: Watch) -> PrintOutcome:
    """Nothing that is there is overwritten; the outcome's job is the file's name."""
    folder = Path(printer.address).expanduser()
    if not folder.is_dir():
        message = _("The folder {folder} is not there.", folder=folder)
        raise PrinterUnavailable(message, _("Choose another folder or printer."))
    try:
        file = save_file(pdf, _free(folder / file_name(title)))
    except InpassError as error:
        raise PrinterUnavailable(error.message, error.remedy) from error
    return watch.tell(PrintOutcome(PrintState.SAVED, job=file.name))


def _free(path: Path) -> Path:
    if not path.exists():
        return path
    numbered = (path.with_stem(f"{path.stem} ({number})") for number in count(2))
    return next(candidate for candidate in numbered if not candidate.exists())
