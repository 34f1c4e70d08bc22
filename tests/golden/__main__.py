"""Runs every golden file of a folder through the rules: exit code 0 all right, 1 mismatches, 2 nothing to run."""

import sys
from pathlib import Path

from tests.golden.forms import GOLDEN, cases_in, form_of, mismatches

USAGE = "usage: python -m tests.golden [DIR]"


def check_file(path: Path) -> tuple[list[str], bool]:
    """What to print of a file, and whether it is right; a file that no rule covers yet is not wrong."""
    try:
        cases = cases_in(path)
    except (OSError, ValueError, TypeError) as error:
        return [f"{path.name}: can't be read: {error}"], False
    form = form_of(path.stem, cases)
    if form is None:
        return [f"{path.name}: not yet covered"], True
    wrong = [
        f"{path.name}: case {number}: {mismatch}; {case}"
        for number, case in enumerate(cases, 1)
        for mismatch in mismatches(form.compute, case)
    ]
    return [*wrong, f"{path.name}: {len(cases)} cases, {len(wrong)} mismatches"], not wrong


def main(arguments: list[str]) -> int:
    if len(arguments) > 1 or arguments[:1] in (["-h"], ["--help"]):
        sys.stdout.write(f"{USAGE}\n")
        return 0 if len(arguments) == 1 else 2
    folder = Path(arguments[0]) if arguments else GOLDEN
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not files:
        sys.stderr.write(f"{folder}: no folder with golden files (*.json)\n")
        return 2
    is_right = True
    for path in files:
        lines, is_file_right = check_file(path)
        is_right = is_right and is_file_right
        sys.stdout.write("\n".join([*lines, ""]))
    return 0 if is_right else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
