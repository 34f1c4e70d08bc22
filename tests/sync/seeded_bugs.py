"""Bugs to plant one at a time: `python -m tests.sync.seeded_bugs [NAME …]` shows that the tests find each.

Each is tried in a copy of the project. Exit code 1 when one survives.
"""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LEFT_OUT = shutil.ignore_patterns(".venv", ".git", "out", ".*_cache", "__pycache__", "*.db")


@dataclass(frozen=True, slots=True)
class Bug:
    """`old` stands once in `file`; with `new` in its place, `tests` (pytest's words) must fail."""

    name: str
    file: str
    old: str
    new: str
    tests: str


SYNC = "tests/sync/test_{}.py -k sqlite"

BUGS = (
    Bug(
        "no_dedup",
        "central/receiving.py",
        "        if arrived.op_id in before:\n",
        "        if False:\n",
        SYNC.format("restored"),
    ),
    Bug(
        "no_gap_check",
        "central/receiving.py",
        "    if first_seq > last_seq + 1:\n",
        "    if False:\n",
        SYNC.format("batches"),
    ),
    Bug(
        "no_fork_check",
        "central/receiving.py",
        "    if hash_at(device.id, incarnation, first_seq - 1) != previous:\n",
        "    if False:\n",
        "tests/central/test_requests.py -k fork",
    ),
    Bug(
        "chain_not_followed",
        "central/receiving.py",
        "    if running.hex() != batch.hash:\n",
        "    if False:\n",
        "tests/central/test_requests.py -k no_batch",
    ),
    Bug(
        "acknowledged_before_it_was_heard",
        "kiosk/sync/pushing.py",
        "                self._acknowledge(batch, self.client.push(batch))\n",
        "                with self.store.own_writing():\n"
        "                    own_log.ThisDevice.update(acked_seq=batch.operations[-1].seq).execute()\n"
        "                self.client.push(batch)\n",
        SYNC.format("faults"),
    ),
    Bug(
        "last_writer_gets_the_card",
        "kiosk/operations/access.py",
        "    for card_id, holder_id, blocked_at, reason in found(sql, body.number):\n",
        "    for card_id, _h, _b, _r in found(sql, body.number):\n        book.drop(Card, card_id)\n"
        "    for card_id, holder_id, blocked_at, reason in found(sql, body.number):\n",
        SYNC.format("conflicts"),
    ),
    Bug(
        "stream_hash_not_kept",
        "central/streams.py",
        "    Stream.update(hash=running).where(Stream.name == stream).execute()\n",
        "",
        SYNC.format("exchange"),
    ),
    Bug(
        "gone_rows_are_not_told",
        "central/streams.py",
        "        row = rows.get((table, row_id))\n",
        "        row = rows.get((table, row_id))\n        if row is None:\n            continue\n",
        SYNC.format("conflicts"),
    ),
    Bug(
        "pulled_over_unsent_work",
        "kiosk/sync/taking_over.py",
        "                if own_log.standing().has_unsent:\n",
        "                if False:\n",
        "tests/sync/test_work_between.py",
    ),
    Bug(
        "cursor_not_kept",
        "kiosk/sync/taking_over.py",
        "        keep_position(self.stream, self.end)\n",
        "",
        SYNC.format("exchange"),
    ),
    Bug(
        "slices_win_the_lock",
        "kiosk/sync/taking_over.py",
        "            self.store.turns.give_way()\n",
        "",
        SYNC.format("slices"),
    ),
    Bug(
        "lost_history_stays",
        "kiosk/sync/taking_over.py",
        "    Arriving.update(hash=ANEW).execute()\n",
        "    return\n",
        SYNC.format("slices"),
    ),
    Bug(
        "snapshot_over_the_news",
        "kiosk/sync/taking_over.py",
        "            if self.news.get(key) is not None:\n",
        "            if False:\n",
        SYNC.format("slices"),
    ),
    Bug(
        "a_full_disk_is_masked",
        "db/sqlite.py",
        "        if self.is_closed() or self.connection().in_transaction:\n",
        "        if True:\n",
        SYNC.format("full_disk"),
    ),
    Bug(
        "skipped_for_ever",
        "kiosk/opening.py",
        "            take_everything_anew()\n",
        "            pass\n",
        SYNC.format("versions"),
    ),
    Bug(
        "last_settlement_stands",
        "kiosk/operations/refunds.py",
        "AND closed_at IS NOT NULL",
        "AND closed_at IS NOT NULL AND 1 = 0",
        SYNC.format("settling"),
    ),
    Bug(
        "settling_discards_what_is_held",
        "central/held.py",
        "matter is not None and not is_done(matter)",
        "matter is not None and matter.closed_at is None",
        SYNC.format("settling"),
    ),
    Bug(
        "rivals_stay",
        "kiosk/sync/arriving.py",
        "                book.drop(table, rival)\n",
        "                pass\n",
        SYNC.format("conflicts"),
    ),
    Bug(
        "restored_central_is_believed",
        "kiosk/sync/resuming.py",
        "    after = min(here.acked_seq, answer.last_seq) if not forked else _safe_start(here, answer)\n",
        "    after, forked = here.acked_seq, False\n",
        SYNC.format("restored"),
    ),
    Bug(
        "older_incarnations_forgotten",
        "kiosk/sync/resuming.py",
        "    lost = {name: seq for name, seq in older.items() if seq < own_log.last_seq(name)}\n",
        "    lost: dict[str, int] = {}\n",
        SYNC.format("restored"),
    ),
    Bug(
        "receipt_numbers_again",
        "kiosk/sync/arriving.py",
        "    elif highest and highest > series.last_number:\n",
        "    elif False:\n",
        SYNC.format("restored"),
    ),
    Bug(
        "no_matters",
        "central/judging.py",
        "        open_matters(book, cause, verdict.findings, arrived.occurred_at)\n",
        "",
        SYNC.format("conflicts"),
    ),
    Bug(
        "a_failing_operation_stops_the_desk",
        "central/judging.py",
        '        return self.hold(arrived, "operation_failed")\n',
        "        raise RuntimeError\n",
        "tests/sync/test_half_done.py -k sqlite",
    ),
    Bug(
        "half_an_operation_stays",
        "central/judging.py",
        "                with current().atomic():\n",
        "                if True:\n",
        "tests/sync/test_half_done.py -k sqlite",
    ),
    Bug(
        "what_rests_on_missing_is_told_as_gone",
        "central/central_book.py",
        "            raise RestsOnMissing(table.table_name())\n        super().update(",
        "            pass\n        super().update(",
        SYNC.format("held"),
    ),
    Bug(
        "spent_import_is_undone",
        "kiosk/operations/pre_order_imports.py",
        "        if spent:\n",
        "        if False:\n",
        SYNC.format("import_conflicts"),
    ),
    Bug(
        "still_held_opens_another_matter",
        "central/held.py",
        "                raise _StillHeldError\n",
        "                return False\n",
        SYNC.format("held"),
    ),
    Bug(
        "two_judges",
        "central/database.py",
        '            current().execute_sql("SELECT pg_advisory_xact_lock(%s)", [JUDGE_LOCK])\n',
        "            pass\n",
        "tests/sync/test_batches.py -k postgres",
    ),
    Bug(
        "tokens_for_ever",
        "central/tokens.py",
        "        if not read.iat - NONCE_SECONDS <= now.timestamp() < read.exp:\n",
        "        if False:\n",
        "tests/central/test_enrolment.py -k false_token",
    ),
    Bug(
        "revoked_desks_let_in",
        "central/devices.py",
        "    if device is None or device.is_revoked:\n",
        "    if device is None:\n",
        "tests/central/test_enrolment.py -k revoked",
    ),
    Bug(
        "proofs_again_and_again",
        "central/enrolment.py",
        "    if made_ms <= device.proved_ms <= signer.latest_nonce_ms(now):\n",
        "    if False:\n",
        "tests/central/test_enrolment.py -k proof",
    ),
    Bug(
        "bombs_are_unpacked",
        "central/answers.py",
        "    if len(unpacked) > limit:\n",
        "    if False:\n",
        "tests/central/test_requests.py -k bomb",
    ),
    Bug(
        "any_bytes_are_a_photo",
        "central/photos.py",
        "    if not fits:\n",
        "    if False:\n",
        SYNC.format("photos"),
    ),
    Bug(
        "photo_sent_before_it_was",
        "kiosk/sync/photos.py",
        "            client.put_photo(digest, jpeg)\n",
        "            pass\n",
        SYNC.format("photos"),
    ),
    Bug(
        "protected_names_in_lists",
        "kiosk/sync/matters.py",
        "    if is_protected(person.id):\n        return",
        "    if False:\n        return",
        SYNC.format("waiting"),
    ),
    Bug(
        "slow_lines_get_no_smaller_batches",
        "kiosk/sync/pushing.py",
        "                if not self.client.batch_size.shrink():\n",
        "                if True:\n",
        SYNC.format("batches"),
    ),
    Bug(
        "no_raw_way",
        "kiosk/sync/pushing.py",
        "        else:\n            self._send_raw(batch)\n\n    def _fork",
        "        else:\n            raise declined\n\n    def _fork",
        SYNC.format("held"),
    ),
    Bug(
        "register_wins_silently",
        "central/verifying.py",
        "    if not differ:\n",
        "    if True:\n",
        SYNC.format("lookup"),
    ),
)


def plant(bug: Bug, project: Path) -> None:
    """Raises ValueError when the program has changed so that the bug no longer fits."""
    file = project / bug.file
    text = file.read_text("utf-8")
    if text.count(bug.old) != 1:
        raise ValueError(f"{bug.name}: its place in {bug.file} has changed")
    file.write_text(text.replace(bug.old, bug.new), "utf-8")


def is_found(bug: Bug) -> bool:
    """Its tests fail, in a copy of the project that has it."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place, "project")
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
        plant(bug, copy)
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-x",
            "--timeout=120",
            "-p",
            "no:cacheprovider",
            *bug.tests.split(),
        ]
        return subprocess.run(command, cwd=copy, capture_output=True, check=False).returncode == 1


def main(names: list[str]) -> int:
    survivors = 0
    for bug in BUGS:
        if names and bug.name not in names:
            continue
        found = is_found(bug)
        survivors += not found
        sys.stdout.write(f"{'found   ' if found else 'SURVIVED'} {bug.name}\n")
        sys.stdout.flush()
    return min(survivors, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
