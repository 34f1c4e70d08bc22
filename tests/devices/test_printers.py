"""Printing through the desk's one door, to printers real at their edge: cupsd, ESC/POS on loopback, a folder."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Timer

import cv2
import pytest

from kiosk.devices import windows_printer
from kiosk.devices.print_job import Printer, PrinterKind, PrintOutcome, PrintState, Watch, describe, printer_of
from kiosk.devices.printers import answers, follow_job, known_printers, print_pdf
from kiosk.documents.pdf import Paper
from kiosk.documents.receipt import write_receipt
from kiosk.errors import PrinterUnavailable
from tests.devices.print_system import PrintSystem, running_print_system
from tests.devices.receipt_printer import ReceiptPrinter
from tests.documents.examples import RECEIPT

PDF = write_receipt(RECEIPT, Paper.ROLL_80)
DESK = Printer("Reception")
LONG = 20.0  # patience that a test never uses up


class Told(list[PrintOutcome]):
    """What the desk was told meanwhile."""

    @property
    def states(self) -> list[PrintState]:
        return [outcome.state for outcome in self]

    @property
    def reasons(self) -> set[str]:
        return {reason.code for outcome in self for reason in outcome.reasons}


def codes(outcome: PrintOutcome) -> list[str]:
    return [reason.code for reason in outcome.reasons]


@pytest.fixture(scope="module")
def print_system() -> Iterator[PrintSystem]:
    with running_print_system() as system:
        yield system


@pytest.fixture
def queue(print_system: PrintSystem, monkeypatch: pytest.MonkeyPatch) -> Iterator[PrintSystem]:
    """With a printer that no other test has left anything on."""
    monkeypatch.setenv("CUPS_SERVER", str(print_system.socket))
    print_system.mend()
    print_system.run("lpadmin", "-p", "Reception", "-v", "desk:/", "-E")
    yield print_system
    print_system.mend()
    print_system.run("cancel", "-a", "-x", "Reception")
    print_system.run("lpadmin", "-x", "Reception")


def test_installed_printers_are_found(queue: PrintSystem) -> None:
    assert known_printers() == (DESK,)


def test_printed_is_said_when_the_printer_has_it(queue: PrintSystem) -> None:
    before, told = len(queue.printed), Told()
    outcome = print_pdf(DESK, PDF, "Kvitto 1042", told.append, patience=LONG)
    assert outcome.state is PrintState.PRINTED
    assert queue.printed[before:] == [PDF]
    assert "Kvitto 1042" in queue.titles
    assert told.states[0] is PrintState.SENDING
    assert told[-1] == outcome


def test_a_stopped_printer_keeps_the_job_which_is_followed_and_not_sent_again(queue: PrintSystem) -> None:
    before = len(queue.printed)
    queue.run("cupsdisable", "Reception")
    left = print_pdf(DESK, PDF, "Kvitto", patience=0.5)
    assert (left.state, codes(left)) == (PrintState.WAITING, ["printer_paused"])
    assert queue.printed[before:] == []
    queue.run("cupsenable", "Reception")
    assert follow_job(DESK, left.job, patience=LONG).state is PrintState.PRINTED
    assert queue.printed[before:] == [PDF]


@pytest.mark.parametrize(
    ("keyword", "code"),
    [
        ("media-empty-error", "printer_no_paper"),
        ("media-jam-error", "printer_jam"),
        ("cover-open", "printer_open"),
        ("offline-report", "printer_offline"),
        ("spilt-coffee-error", "printer_fault"),
    ],
)
def test_a_fault_is_told_in_words_and_printing_goes_on_when_it_is_mended(
    queue: PrintSystem, keyword: str, code: str
) -> None:
    told = Told()

    def hear(outcome: PrintOutcome) -> None:
        told.append(outcome)
        if outcome.reasons:
            queue.mend()

    queue.fault(keyword)
    assert print_pdf(DESK, PDF, "Kvitto", hear, patience=LONG).state is PrintState.PRINTED
    assert told.reasons == {code}
    assert "Waiting." in describe(next(outcome for outcome in told if outcome.reasons))


def test_warnings_that_nobody_must_act_on_are_not_told(queue: PrintSystem) -> None:
    told = Told()
    mended = Timer(0.6, queue.mend)
    mended.start()
    queue.fault("toner-low-warning")
    assert print_pdf(DESK, PDF, "Kvitto", told.append, patience=LONG).state is PrintState.PRINTED
    mended.join()
    assert told.reasons == set()


def test_a_cancelled_job_leaves_the_queue(queue: PrintSystem) -> None:
    before, cancel = len(queue.printed), Event()
    queue.fault("media-empty-error")

    def hear(outcome: PrintOutcome) -> None:
        if outcome.state is PrintState.WAITING:
            cancel.set()

    assert print_pdf(DESK, PDF, "Kvitto", hear, cancel, patience=LONG).state is PrintState.CANCELLED
    queue.mend()
    assert queue.printed[before:] == []


def test_a_job_that_the_system_gave_up_is_not_called_printed(queue: PrintSystem) -> None:
    queue.run("lpadmin", "-p", "Reception", "-o", "printer-error-policy=abort-job")
    queue.fault("broken")
    outcome = print_pdf(DESK, PDF, "Kvitto", patience=LONG)
    assert (outcome.state, codes(outcome)) == (PrintState.FAILED, ["print_aborted"])


def test_a_held_job_waits(queue: PrintSystem) -> None:
    queue.run("lpadmin", "-p", "Reception", "-o", "job-hold-until-default=indefinite")
    outcome = print_pdf(DESK, PDF, "Kvitto", patience=0.3)
    assert (outcome.state, codes(outcome)) == (PrintState.WAITING, ["print_held"])


def test_a_job_that_the_system_has_forgotten_is_neither_printed_nor_failed(queue: PrintSystem) -> None:
    queue.run("cupsdisable", "Reception")
    left = print_pdf(DESK, PDF, "Kvitto", patience=0.2)
    queue.run("cancel", "-a", "-x", "Reception")
    assert follow_job(DESK, left.job, patience=LONG).state is PrintState.UNCONFIRMED


def test_a_printer_that_is_gone_or_takes_nothing_gets_words(queue: PrintSystem) -> None:
    with pytest.raises(PrinterUnavailable, match="no printer called Källaren"):
        print_pdf(Printer("Källaren"), PDF, "Kvitto")
    queue.run("cupsreject", "Reception")
    with pytest.raises(PrinterUnavailable, match="takes no documents"):
        print_pdf(DESK, PDF, "Kvitto")


def test_without_a_print_system_there_are_no_printers_but_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "no.sock"))
    assert known_printers() == ()
    with pytest.raises(PrinterUnavailable, match="print system does not answer"):
        print_pdf(DESK, PDF, "Kvitto")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert known_printers() == ()
    with pytest.raises(PrinterUnavailable, match="print system does not answer"):
        print_pdf(DESK, PDF, "Kvitto")


@pytest.fixture
def receipt_printer() -> Iterator[ReceiptPrinter]:
    printer = ReceiptPrinter()
    yield printer
    printer.close()


def reached(printer: ReceiptPrinter) -> Printer:
    return printer_of(f"escpos://{printer.address}")


@pytest.mark.parametrize(("paper", "dots"), [(Paper.ROLL_80, 576), (Paper.ROLL_58, 384), (Paper.A4, 576)])
def test_a_receipt_printer_gets_the_receipt_in_its_own_dots(
    receipt_printer: ReceiptPrinter, paper: Paper, dots: int
) -> None:
    outcome = print_pdf(reached(receipt_printer), write_receipt(RECEIPT, paper), "Kvitto", patience=LONG)
    assert outcome.state is PrintState.PRINTED
    assert receipt_printer.cuts == 1
    picture = receipt_printer.paper
    assert picture.shape[1] == dots
    if paper is not Paper.A4:
        text, _corners, _code = cv2.QRCodeDetector().detectAndDecode(picture)
        assert text.lower() == RECEIPT.receipt_id
        assert (picture == 0).any(axis=0).sum() > dots * 0.95  # the black band of EJ KVITTO goes from edge to edge


def test_a_receipt_printer_without_paper_waits_with_nothing_sent(receipt_printer: ReceiptPrinter) -> None:
    receipt_printer.has_paper.clear()
    outcome = print_pdf(reached(receipt_printer), PDF, "Kvitto", patience=0.2)
    assert (outcome.state, codes(outcome), outcome.job) == (PrintState.WAITING, ["printer_no_paper"], "")
    assert receipt_printer.bands == []


def test_a_receipt_printer_goes_on_when_it_gets_paper(receipt_printer: ReceiptPrinter) -> None:
    told = Told()

    def hear(outcome: PrintOutcome) -> None:
        told.append(outcome)
        if outcome.state is PrintState.WAITING:
            receipt_printer.has_paper.set()

    receipt_printer.has_paper.clear()
    assert print_pdf(reached(receipt_printer), PDF, "Kvitto", hear, patience=LONG).state is PrintState.PRINTED
    assert told.reasons == {"printer_no_paper"}


def test_paper_that_ends_in_the_middle_is_told_and_nothing_is_lost(receipt_printer: ReceiptPrinter) -> None:
    told = Told()

    def hear(outcome: PrintOutcome) -> None:
        told.append(outcome)
        if outcome.reasons:
            receipt_printer.has_paper.set()

    receipt_printer.runs_out_after = 2
    assert print_pdf(reached(receipt_printer), PDF, "Kvitto", hear, patience=LONG).state is PrintState.PRINTED
    assert told.reasons == {"printer_no_paper"}
    whole = len(receipt_printer.bands)
    receipt_printer.runs_out_after = whole + 2
    outcome = print_pdf(reached(receipt_printer), PDF, "Kvitto", patience=0.5)
    assert (outcome.state, codes(outcome)) == (PrintState.UNCONFIRMED, ["printer_no_paper"])
    assert "not yet on paper" in describe(outcome)


def test_an_open_lid_is_told(receipt_printer: ReceiptPrinter) -> None:
    receipt_printer.is_open = True
    assert codes(print_pdf(reached(receipt_printer), PDF, "Kvitto", patience=0.1)) == ["printer_open"]


def test_a_printer_that_says_nothing_is_never_said_to_have_printed(receipt_printer: ReceiptPrinter) -> None:
    receipt_printer.is_silent = True
    assert print_pdf(reached(receipt_printer), PDF, "Kvitto", patience=LONG).state is PrintState.UNCONFIRMED


def test_leaving_ends_the_waiting_at_once(queue: PrintSystem) -> None:
    before, leave = len(queue.printed), Event()
    queue.fault("media-empty-error")

    def hear(outcome: PrintOutcome) -> None:
        if outcome.reasons:
            leave.set()

    left = print_pdf(DESK, PDF, "Kvitto", hear, patience=LONG, leave=leave)
    assert left.state is PrintState.WAITING
    queue.mend()
    assert follow_job(DESK, left.job, patience=LONG).state is PrintState.PRINTED
    assert queue.printed[before:] == [PDF]


def test_a_receipt_can_be_cancelled(receipt_printer: ReceiptPrinter) -> None:
    cancel = Event()
    cancel.set()
    outcome = print_pdf(reached(receipt_printer), PDF, "Kvitto", cancel=cancel, patience=LONG)
    assert outcome.state is PrintState.CANCELLED
    assert receipt_printer.bands == []


def test_a_broken_connection_says_look_at_the_paper(receipt_printer: ReceiptPrinter) -> None:
    receipt_printer.breaks_after = 1
    outcome = print_pdf(reached(receipt_printer), PDF, "Kvitto", patience=LONG)
    assert (outcome.state, codes(outcome)) == (PrintState.FAILED, ["printer_lost"])


@pytest.mark.parametrize("address", ["127.0.0.1:1", "127.0.0.1:no", ""])
def test_a_receipt_printer_that_is_away_gets_words(address: str) -> None:
    with pytest.raises(PrinterUnavailable, match="does not answer"):
        print_pdf(Printer("Kvitto", PrinterKind.NETWORK, address), PDF, "Kvitto")


def test_whether_it_says_that_it_is_a_receipt_printer(receipt_printer: ReceiptPrinter) -> None:
    """Asked when its address has been typed; nothing is printed."""
    assert answers(reached(receipt_printer))
    receipt_printer.is_silent = True
    assert not answers(reached(receipt_printer))
    assert receipt_printer.bands == []
    with pytest.raises(PrinterUnavailable, match="does not answer"):
        answers(printer_of("escpos://127.0.0.1:1"))


def test_a_folder_gets_files_and_keeps_those_it_has(tmp_path: Path) -> None:
    folder = printer_of(f"folder:{tmp_path}")
    first = print_pdf(folder, PDF, "Kvitto 1042")
    second = print_pdf(folder, b"%PDF other", "Kvitto 1042")
    assert [first.state, first.job, second.job] == [PrintState.SAVED, "Kvitto 1042.pdf", "Kvitto 1042 (2).pdf"]
    assert (tmp_path / first.job).read_bytes() == PDF
    assert describe(first) == "Saved as Kvitto 1042.pdf."


def test_a_folder_that_is_gone_gets_words(tmp_path: Path) -> None:
    with pytest.raises(PrinterUnavailable, match="is not there"):
        print_pdf(printer_of(f"folder:{tmp_path / 'gone'}"), PDF, "Kvitto")


@pytest.mark.parametrize("setting", ["Reception", "escpos://192.168.1.40:9100", "folder:/home/anna/Kvitton"])
def test_a_printer_is_read_back_from_its_setting(setting: str) -> None:
    assert printer_of(setting).setting == setting


class WindowsQueue:
    """What Windows says at each look; `gone` once the job has left."""

    def __init__(self, *looks: int | None) -> None:
        self._looks = list(looks)
        self.cancelled: list[int] = []

    def status(self, job: int) -> int | None:
        return self._looks.pop(0) if len(self._looks) > 1 else self._looks[0]

    def cancel(self, job: int) -> None:
        self.cancelled.append(job)
        self._looks = [windows_printer.DELETING, None]


@pytest.mark.parametrize(
    ("looks", "state", "reasons"),
    [
        ((0, 0x10, None), PrintState.PRINTED, []),
        ((windows_printer.PRINTED,), PrintState.PRINTED, []),
        ((windows_printer.NO_PAPER,), PrintState.WAITING, ["printer_no_paper"]),
        ((windows_printer.ERROR | windows_printer.OFFLINE,), PrintState.WAITING, ["printer_offline"]),
        ((windows_printer.ERROR,), PrintState.WAITING, ["printer_busy"]),
        ((0,), PrintState.WAITING, ["print_queued"]),
        ((windows_printer.NO_PAPER, None), PrintState.PRINTED, []),
        ((windows_printer.DELETING, None), PrintState.CANCELLED, []),
    ],
)
def test_a_windows_queue_is_read_like_the_others(
    looks: tuple[int | None, ...], state: PrintState, reasons: list[str]
) -> None:
    outcome = windows_printer.watch_job(WindowsQueue(*looks), 7, Watch(Told().append, Event(), 0.5))
    assert (outcome.state, codes(outcome), outcome.job) == (state, reasons, "7")


def test_a_windows_job_is_cancelled_in_its_queue() -> None:
    cancel, spooler = Event(), WindowsQueue(0)
    cancel.set()
    outcome = windows_printer.watch_job(spooler, 7, Watch(Told().append, cancel, LONG))
    assert (outcome.state, spooler.cancelled) == (PrintState.CANCELLED, [7])
