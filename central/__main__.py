"""Central in a process of its own, as `running_central` starts it; people use `inpass central serve`."""

import argparse
import sys

from central.commands import serve
from kiosk.errors import InpassError


def main() -> int:
    parser = argparse.ArgumentParser(prog="central")
    parser.add_argument("--database", default="")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--demo", action="store_true")
    chosen = parser.parse_args()
    try:
        return serve(chosen.database, port=chosen.port, is_demo=chosen.demo, tell=_tell, ends_with_input=True)
    except InpassError as error:
        sys.stderr.write(f"central: {error}\n")
        return 1


def _tell(address: str) -> None:
    """The one line that the parent reads."""
    sys.stdout.write(address + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
