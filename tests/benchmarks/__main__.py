"""Runs the benchmarks: all of them, or those named (`python -m tests.benchmarks camera faces`)."""

import importlib
import os
import pkgutil
import sys
import traceback

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import tests.benchmarks

PREFIX = "bench_"


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def names() -> list[str]:
    found = (module.name for module in pkgutil.iter_modules(tests.benchmarks.__path__))
    return sorted(name.removeprefix(PREFIX) for name in found if name.startswith(PREFIX))


def run(name: str) -> bool:
    """Prints the benchmark's figures; False when it broke or one is beyond its limit."""
    say(f"# {name}")
    try:
        figures = importlib.import_module(f"tests.benchmarks.{PREFIX}{name}").main()
    except Exception:  # noqa: BLE001 one broken benchmark must not hide the others
        traceback.print_exc()
        return False
    for figure in figures:
        say(str(figure))
    return all(figure.is_within for figure in figures)


def main(wanted: list[str]) -> int:
    unknown = set(wanted) - set(names())
    if unknown:
        say(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(names())}")
        return 2
    results = [run(name) for name in wanted or names()]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
