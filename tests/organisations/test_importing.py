"""A file of pre-orders taken in at a desk: all in one transaction, known again, reported, and undone as a whole."""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.tables import ErrandTrace, JournalEntry, LoggedOperation, PreOrder, PreOrderImport
from kiosk.demo.catalogue import product_id
from kiosk.demo.organisations import organisation_id
from kiosk.documents.spreadsheet import harmless
from kiosk.errors import FileNotSaved
from kiosk.long_work import LongWork
from kiosk.operations import body_bytes
from kiosk.operations.pre_order_imports import ROWS_EACH, ImportedRow, PreOrdersImported
from kiosk.organisations.import_bytes import FileBytes, file_bytes
from kiosk.organisations.import_columns import Layout
from kiosk.organisations.import_facts import earlier_imports, imports_of, known_pre_orders
from kiosk.organisations.import_judging import Verdict
from kiosk.organisations.import_report import report_bytes, save_report
from kiosk.organisations.import_rows import Known, Reading, judged_again, read_rows
from kiosk.organisations.import_terms import ImportTerms
from kiosk.organisations.importing import Imported, file_hash, import_rows, undo_import
from kiosk.organisations.organisation_details import LONGEST
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Errand, Store
from kiosk.sync.wire import BATCH_BYTES
from tests.organisations.nasty_files import TODAY, numbered, opened, read
from tests.organisations.ordering import merge, order, spend, withdraw
from tests.prepared import NOW

NORRSKEN, SOLVIK = organisation_id("NORRSKEN"), organisation_id("SOLVIK")
GULD, GULD_3 = product_id("GULD-12"), product_id("GULD-3")
TERMS = ImportTerms(NORRSKEN, GULD, date(2027, 1, 1), date(2027, 12, 31))
MIXED = (
    "Namn;Personnummer;E-post\nÅsa Öberg;850709-2388;Asa@EXAMPLE.se\nBo Ek;1990-01-01;bo@example.se\n"
    "Li;701063-2391;\nEva;x;eva@example.se\nÅsa;8507092388;a@example.se\n"
)


def taken_in(gym: Store, staff: StaffMember, text: str, terms: ImportTerms = TERMS, **asked: object) -> Imported:
    return import_rows(gym, staff, opened(text), read(text, known(gym, terms)), terms, **asked)  # type: ignore[arg-type]


def known(gym: Store, terms: ImportTerms = TERMS) -> Known:
    with gym.reading():
        return known_pre_orders(terms)


def pre_orders(gym: Store) -> list[PreOrder]:
    with gym.reading():
        return list(PreOrder.select().order_by(PreOrder.id))


def only_import(gym: Store) -> PreOrderImport:
    with gym.reading():
        found = PreOrderImport.get()
    assert isinstance(found, PreOrderImport)
    return found


def count(gym: Store) -> tuple[int, int, int]:
    """Pre-orders, imports, and operations of this desk."""
    with gym.reading():
        return PreOrder.select().count(), PreOrderImport.select().count(), LoggedOperation.select().count()


def codes(outcome: Imported) -> list[str]:
    assert all(sentence(problem) for problem in outcome.problems)
    return [problem.code for problem in outcome.problems]


def test_what_is_written(gym: Store, manager: StaffMember) -> None:
    done = taken_in(gym, manager, MIXED)
    assert (codes(done), done.accepted, done.refused) == ([], 3, 2)
    asa, bo, li = pre_orders(gym)
    assert (asa.personal_number, asa.birth_date, asa.name) == ("198507092388", date(1985, 7, 9), "Åsa Öberg")
    assert (asa.name_key, asa.email, asa.created_at) == ("asa oberg", "Asa@example.se", gym.clock.now())
    assert (bo.personal_number, bo.birth_date) == (None, date(1990, 1, 1))
    assert (li.personal_number, li.birth_date, li.email) == ("197010632391", date(1970, 10, 3), "")
    for row in (asa, bo, li):
        assert (row.organisation_id, row.product_id, row.import_id) == (NORRSKEN, GULD, done.import_id)
        assert (row.valid_from, row.valid_until) == (TERMS.valid_from, TERMS.valid_until)
        assert (row.withdrawn_at, row.used_at, row.person_id, row.subscription_id) == (None, None, None, None)
    imported = only_import(gym)
    assert (imported.id, imported.file_name, imported.staff_id) == (done.import_id, "lista.csv", manager.id)
    assert (imported.file_sha256, imported.accepted, imported.refused) == (file_hash(opened(MIXED)), 3, 2)


def test_the_journal_says_it_without_names(gym: Store, manager: StaffMember) -> None:
    done = taken_in(gym, manager, MIXED)
    undo_import(gym, manager, done.import_id)
    with gym.reading():
        entries = list(JournalEntry.select().order_by(JournalEntry.id))
        assert not ErrandTrace.select().exists()
    assert [(entry.act, entry.staff_id, entry.subject_id) for entry in entries] == [
        ("import_pre_orders", manager.id, NORRSKEN),
        ("undo_import", manager.id, NORRSKEN),
    ]
    details = msgspec.json.decode(entries[0].details)
    assert details == {"import": done.import_id, "accepted": 3, "refused": 2, "desk": "Reception 1"}


def test_only_who_may(gym: Store, staff: StaffMember, manager: StaffMember) -> None:
    before = count(gym)
    assert codes(taken_in(gym, staff, MIXED)) == ["organisation_right"]
    assert count(gym) == before
    done = taken_in(gym, manager, MIXED)
    refused = undo_import(gym, staff, done.import_id)
    assert refused is not None
    assert refused.code == "organisation_right"
    assert only_import(gym).undone_at is None


def test_in_so_many_operations(gym: Store, manager: StaffMember) -> None:
    """None so large that it couldn't be sent; all of one errand."""
    rows = 2 * ROWS_EACH + 1
    heard: list[tuple[int, int]] = []
    done = taken_in(gym, manager, numbered(rows), progress=lambda *so_far: heard.append(so_far))
    assert done.accepted == len(pre_orders(gym)) == rows
    with gym.reading():
        logged = list(LoggedOperation.select().order_by(LoggedOperation.seq))
    assert [row.kind for row in logged] == [
        "pre_order_import.recorded", *["pre_orders.imported"] * 3, "journal.written",
    ]  # fmt: skip
    assert len({row.errand_id for row in logged}) == 1
    assert max(len(row.body) for row in logged) < 100_000
    assert heard == [(0, rows), (ROWS_EACH, rows), (2 * ROWS_EACH, rows), (rows, rows)]


def test_the_largest_rows_there_can_be_are_sent() -> None:
    longest = ImportedRow("198507092388", "𝄞" * LONGEST, "a" * 254)
    body = PreOrdersImported(
        import_id="",
        organisation_id="",
        product_id="",
        valid_from=TODAY,
        valid_until=TODAY,
        created_at=NOW,
        first=0,
        rows=[longest] * ROWS_EACH,
    )
    assert len(body_bytes(body)) < BATCH_BYTES


@pytest.mark.parametrize("after", [0, 1, 2])
def test_cancelling_leaves_nothing(gym: Store, manager: StaffMember, after: int) -> None:
    work = LongWork()
    steps = 0

    def progress(done: int, total: int) -> None:
        nonlocal steps
        steps += 1
        if steps > after:
            work.cancel()
        work(done, total)

    before = count(gym)
    assert codes(taken_in(gym, manager, numbered(2 * ROWS_EACH), progress=progress)) == ["import_cancelled"]
    assert count(gym) == before
    assert work.total == 2 * ROWS_EACH


def test_nothing_to_take_in(gym: Store, manager: StaffMember) -> None:
    assert codes(taken_in(gym, manager, "Åsa;x;a@example.se\n")) == ["import_nothing_to_take_in"]
    assert count(gym) == (0, 0, 0)


def test_the_same_file_twice(gym: Store, manager: StaffMember) -> None:
    file = opened(MIXED)
    assert earlier_imports(gym, NORRSKEN, file_hash(file)) == ()
    first = taken_in(gym, manager, MIXED)
    (earlier,) = earlier_imports(gym, NORRSKEN, file_hash(file))
    assert (earlier.import_id, earlier.by, earlier.at) == (first.import_id, manager.name, gym.clock.now())
    assert earlier_imports(gym, SOLVIK, file_hash(file)) == ()
    later = replace(TERMS, valid_from=date(2028, 1, 1), valid_until=date(2028, 12, 31))
    assert codes(taken_in(gym, manager, MIXED, later)) == ["import_known_now"]
    assert codes(taken_in(gym, manager, MIXED, later, knowingly=True)) == []
    assert len(pre_orders(gym)) == 6
    undo_import(gym, manager, first.import_id)
    assert len(earlier_imports(gym, NORRSKEN, file_hash(file))) == 1


def test_what_is_known(gym: Store, manager: StaffMember) -> None:
    """By what stands for the organisation while these would be valid, used or not."""
    taken_in(gym, manager, MIXED)
    ids = [row.id for row in pre_orders(gym)]
    with gym.errand(manager, "test") as errand:
        for act in (spend(ids[1], "bo", "sold"), withdraw(ids[2])):
            act(errand)
    asa, bo = ("1985-07-09", "asa oberg"), ("1990-01-01", "bo ek")
    assert known(gym) == Known(
        {"198507092388": "import_waiting"}, {asa: "import_waiting", bo: "import_used"}, {bo: "import_used"}
    )
    assert known(gym, replace(TERMS, organisation_id=SOLVIK)) == Known()
    assert known(gym, replace(TERMS, valid_from=date(2028, 1, 1), valid_until=date(2028, 1, 2))) == Known()
    assert known(gym, replace(TERMS, valid_until=date(2026, 12, 31), valid_from=date(2026, 1, 1))) == Known()
    assert set(known(gym, replace(TERMS, product_id=GULD_3)).numbers.values()) == {"import_other_product"}
    with gym.errand(manager, "test") as errand:
        days = {"valid_from": TERMS.valid_until, "valid_until": date(2028, 1, 1), "birth_date": date(1985, 7, 9)}
        who = {"personal_number": "198507092388", "name": "Åsa Öberg", "product_id": GULD_3}
        order("one-more", NORRSKEN, **days, **who)(errand)
    assert known(gym).numbers == {"198507092388": "import_waiting"}, "the same product says more"
    for first, last, is_known in (  # the last day counts, and the first
        (date(2028, 1, 1), date(2028, 12, 31), True), (date(2028, 1, 2), date(2028, 12, 31), False),
        (date(2026, 1, 1), date(2027, 1, 1), True), (date(2026, 1, 1), date(2026, 12, 31), False),
    ):  # fmt: skip
        assert bool(known(gym, replace(TERMS, valid_from=first, valid_until=last)).numbers) is is_known


def test_one_that_was_spent_after_it_was_withdrawn_is_known(gym: Store, manager: StaffMember) -> None:
    """At two desks that didn't hear each other: she has it."""
    with gym.errand(manager, "test") as errand:
        days = {"valid_from": TERMS.valid_from, "valid_until": TERMS.valid_until}
        for act in (order("one", NORRSKEN, **days), withdraw("one"), spend("one", "anna", "sold")):
            act(errand)
    assert known(gym).numbers == {"199001010017": "import_used"}


def test_what_came_meanwhile_stops_it(gym: Store, manager: StaffMember) -> None:
    reading = read(MIXED, known(gym))
    with gym.errand(manager, "test") as errand:
        order("meanwhile", NORRSKEN, personal_number="198507092388", valid_until=TERMS.valid_until)(errand)
    stopped = import_rows(gym, manager, opened(MIXED), reading, TERMS)
    assert codes(stopped) == ["import_changed_meanwhile"]
    assert [row.id for row in pre_orders(gym)] == ["meanwhile"]
    again = read(MIXED, known(gym))
    assert codes(import_rows(gym, manager, opened(MIXED), again, TERMS)) == []
    assert len(pre_orders(gym)) == 3


def test_as_many_verdicts_of_each_are_not_the_same_verdicts(gym: Store, manager: StaffMember) -> None:
    """One was withdrawn and another ordered meanwhile: nobody gets two, and nobody is left out."""
    both = "Åsa Öberg;850709-2388;a@example.se\nBo Ek;900101-2385;b@example.se\n"
    days = {"valid_from": TERMS.valid_from, "valid_until": TERMS.valid_until}
    with gym.errand(manager, "test") as errand:
        order("bo", NORRSKEN, personal_number="199001012385", **days)(errand)
    reading = read(both, known(gym))
    with gym.errand(manager, "test") as errand:
        for act in (withdraw("bo"), order("asa", NORRSKEN, personal_number="198507092388", **days)):
            act(errand)
    assert codes(import_rows(gym, manager, opened(both), reading, TERMS)) == ["import_changed_meanwhile"]


def test_what_came_meanwhile_about_others_does_not(gym: Store, manager: StaffMember) -> None:
    reading = read(MIXED, known(gym))
    with gym.errand(manager, "test") as errand:
        order("meanwhile", NORRSKEN, personal_number="199001012385", valid_until=TERMS.valid_until)(errand)
    assert codes(import_rows(gym, manager, opened(MIXED), reading, TERMS)) == []


def test_undone_as_a_whole(gym: Store, manager: StaffMember) -> None:
    done = taken_in(gym, manager, numbered(ROWS_EACH + 2))
    other = taken_in(gym, manager, MIXED)
    assert undo_import(gym, manager, done.import_id) is None
    for row in pre_orders(gym):
        assert (row.withdrawn_at is not None) == (row.import_id == done.import_id)
    again = undo_import(gym, manager, done.import_id)
    assert again is not None
    assert again.code == "import_undone_already"
    assert known(gym).numbers.keys() == {"198507092388", "197010632391"}
    lines = imports_of(gym, NORRSKEN)
    assert [(line.import_id, line.is_undone, line.is_spent) for line in lines] == [
        (other.import_id, False, False),
        (done.import_id, True, False),
    ]
    assert (lines[0].product, lines[0].by, lines[0].accepted, lines[0].refused) == ("Guld årskort", manager.name, 3, 2)


def test_undone_no_more_when_one_is_spent(gym: Store, manager: StaffMember) -> None:
    """The last of them; what was withdrawn by itself stays so in either case."""
    done = taken_in(gym, manager, numbered(ROWS_EACH + 2))
    rows = pre_orders(gym)
    with gym.errand(manager, "test") as errand:
        spend(rows[-1].id, "somebody", "sold")(errand)
        withdraw(rows[0].id)(errand)
    before = count(gym)
    refused = undo_import(gym, manager, done.import_id)
    assert refused is not None
    assert refused.code == "refused_import_undone_used"
    assert sentence(refused)
    assert count(gym) == before
    assert [row.withdrawn_at is None for row in pre_orders(gym)] == [False] + [True] * (ROWS_EACH + 1)
    assert imports_of(gym, NORRSKEN)[0].is_spent


def test_undoing_can_be_cancelled(gym: Store, manager: StaffMember) -> None:
    done = taken_in(gym, manager, numbered(ROWS_EACH + 2))
    work = LongWork()
    work.cancel()
    refused = undo_import(gym, manager, done.import_id, work)
    assert refused is not None
    assert refused.code == "import_cancelled"
    assert all(row.withdrawn_at is None for row in pre_orders(gym))
    assert only_import(gym).undone_at is None


def test_one_withdrawn_before_keeps_its_day(gym: Store, manager: StaffMember) -> None:
    done = taken_in(gym, manager, MIXED)
    first = pre_orders(gym)[0]
    with gym.errand(manager, "test") as errand:
        withdraw(first.id)(errand)
    withdrawn = pre_orders(gym)[0].withdrawn_at
    gym.clock.moment = gym.clock.now().replace(hour=20)  # type: ignore[attr-defined]
    undo_import(gym, manager, done.import_id)
    assert [row.withdrawn_at == withdrawn for row in pre_orders(gym)] == [True, False, False]


def test_an_organisation_that_has_become_another(gym: Store, manager: StaffMember) -> None:
    """It stands with the one it has become, and is judged beside what that one has."""
    reading = read(MIXED, known(gym))
    with gym.errand(manager, "test") as errand:
        order("of-the-first", SOLVIK, personal_number="198507092388", valid_until=TERMS.valid_until)(errand)
        merge(SOLVIK, NORRSKEN)(errand)
    assert codes(import_rows(gym, manager, opened(MIXED), reading, TERMS)) == ["import_changed_meanwhile"]
    again = judged_again(reading, known(gym, replace(TERMS, organisation_id=SOLVIK)))
    assert codes(import_rows(gym, manager, opened(MIXED), again, TERMS)) == []
    assert {row.organisation_id for row in pre_orders(gym)} == {SOLVIK}


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (replace(TERMS, organisation_id="nobody"), "organisation_unknown"),
        (replace(TERMS, organisation_id=organisation_id("LINGON")), "pre_orders_off"),
        (replace(TERMS, organisation_id=organisation_id("MYRBO")), "organisation_inactive"),
        (replace(TERMS, product_id=product_id("GYM-1")), "pre_order_product_missing"),
        (replace(TERMS, valid_from=date(2026, 1, 1), valid_until=date(2026, 11, 21)), "pre_order_until_past"),
    ],
)
def test_what_does_not_hold_any_more(gym: Store, manager: StaffMember, terms: ImportTerms, code: str) -> None:
    assert codes(import_rows(gym, manager, opened(MIXED), read(MIXED), terms)) == [code]
    assert count(gym) == (0, 0, 0)


# The report


def report(reading: Reading) -> list[list[str]]:
    data = report_bytes(reading)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))


def test_the_report_says_what_became_of_which_row(tmp_path: Path) -> None:
    lines = report(read(MIXED))
    assert lines == [
        ["Rad", "Namn", "Personnummer eller födelsedatum", "E-post", "Utfall", "Orsak"],
        ["4", "Li", "701063-2391", "", "Importerad, bör ses över", "E-postadress saknas."],
        ["5", "Eva", "x", "eva@example.se", "Inte importerad",
         "Det är varken ett personnummer eller ett födelsedatum. Skriv tio eller tolv siffror, "
         "eller datumet som ÅÅÅÅ-MM-DD."],
        ["6", "Åsa", "8507092388", "a@example.se", "Inte importerad: finns redan", "Samma person står redan på rad 2."],
    ]  # fmt: skip
    saved = save_report(read(MIXED), tmp_path / "rapport.csv")
    assert saved.read_bytes() == report_bytes(read(MIXED))
    with pytest.raises(FileNotSaved):
        save_report(read(MIXED), tmp_path / "none" / "rapport.csv")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "  +"])
def test_nothing_in_it_is_a_formula(start: str) -> None:
    assert harmless(f"{start}HYPERLINK(A1)") == f"'{start}HYPERLINK(A1)"
    assert harmless(f"a{start}") == f"a{start}"


@given(st.lists(st.tuples(st.text(max_size=10), st.text(max_size=10), st.text("=@+-a.", max_size=8)), min_size=1))
def test_whatever_stands_in_a_row_comes_back_harmless(cells: list[tuple[str, str, str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\n").writerows([("x", *row) for row in cells])
    data = ("a;b;c;d\n" + text.getvalue()).encode("utf-8", "replace")
    file = file_bytes("lista.csv", data)
    if not isinstance(file, FileBytes):
        return
    reading = read_rows(file, Layout(file.encoding, ";", True, 1, 2, 3, width=4), TODAY)
    if not isinstance(reading, Reading):
        return
    for line in report(reading)[1:]:
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in line)
    shown = [int(line[0]) for line in report(reading)[1:]]
    assert shown == [row.line for row in reading.rows if row.verdict is not Verdict.OK]


def test_no_errand_is_traced_that_wrote_so_much(gym: Store, manager: StaffMember) -> None:
    """An undo of a customer's errand must not hold a part of an import."""
    with gym.errand(manager, "test") as errand:
        assert isinstance(errand, Errand)
        order("by-hand", NORRSKEN)(errand)
    with gym.reading():
        assert ErrandTrace.select().count() == 1
    taken_in(gym, manager, MIXED)
    with gym.reading():
        assert ErrandTrace.select().count() == 1
