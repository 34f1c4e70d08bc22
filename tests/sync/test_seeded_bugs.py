"""The seeded bugs still fit the program; that the tests find each is shown by running them."""

from tests.sync.seeded_bugs import BUGS, ROOT


def test_every_seeded_bug_still_has_its_place() -> None:
    moved = [bug.name for bug in BUGS if (ROOT / bug.file).read_text("utf-8").count(bug.old) != 1]
    assert moved == []
    assert len(BUGS) >= 20
    assert len({bug.name for bug in BUGS}) == len(BUGS)
