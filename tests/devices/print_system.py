"""A print system of the test's own: a real cupsd in a temporary folder, its printer as faulty as the test says."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PACKAGES = "cups-daemon cups-client"
SEARCH = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin"

CUPSD = """\
Listen {folder}/cups.sock
Browsing No
DefaultAuthType None
LogLevel warn
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""

FILES = """\
ServerRoot {folder}
ServerBin {folder}/bin
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/tmp
AccessLog {folder}/access
ErrorLog {folder}/error
PageLog {folder}/page
"""

# Called by cupsd as: backend job user title copies options [file]. While a fault stands in the file, it prints nothing.
BACKEND = """\
#!/bin/sh
[ $# -eq 0 ] && {{ echo 'direct desk "Unknown" "Desk"'; exit 0; }}
out={folder}/out
echo "STATE: none" >&2
[ "$(cat $out/fault 2>/dev/null)" = broken ] && exit 1
while [ -s $out/fault ]; do
  echo "STATE: $(cat $out/fault)" >&2
  sleep 0.1
done
echo "STATE: none" >&2
cat "${{6:--}}" > $out/$1.pdf
echo "$3" > $out/$1.title
"""


class PrintSystem:
    """`printed` is what came out, in order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.socket = folder / "cups.sock"
        self._out = folder / "out"

    @property
    def printed(self) -> list[bytes]:
        return [file.read_bytes() for file in sorted(self._out.glob("*.pdf"), key=lambda file: int(file.stem))]

    @property
    def titles(self) -> list[str]:
        return [file.read_text().strip() for file in sorted(self._out.glob("*.title"))]

    def fault(self, reason: str) -> None:
        """An RFC 8011 keyword, or `broken`: the printer gives up."""
        (self._out / "fault").write_text(reason)

    def mend(self) -> None:
        (self._out / "fault").write_text("")

    def run(self, *command: str) -> None:
        environment = os.environ | {"CUPS_SERVER": str(self.socket), "PATH": SEARCH}
        subprocess.run(command, env=environment, check=True, capture_output=True)

    def lay_out(self) -> None:
        folder = self.folder
        folder.chmod(0o755)  # cupsd runs backends as another user
        for name in ("spool", "cache", "state", "tmp", "out", "bin/backend"):
            (folder / name).mkdir(parents=True)
        self._out.chmod(0o777)
        for name in ("daemon", "filter", "driver", "monitor", "notifier", "cgi-bin"):
            (folder / "bin" / name).symlink_to(Path("/usr/lib/cups") / name)
        backend = folder / "bin" / "backend" / "desk"
        backend.write_text(BACKEND.format(folder=folder))
        backend.chmod(0o755)
        (folder / "cupsd.conf").write_text(CUPSD.format(folder=folder))
        (folder / "cups-files.conf").write_text(FILES.format(folder=folder))
        self.mend()


def _program(name: str) -> str:
    found = shutil.which(name, path=SEARCH)
    if found is None:
        message = f"{name} is missing: install {PACKAGES} to try printing for real"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


@contextmanager
def running_print_system() -> Iterator[PrintSystem]:
    """Without any printer; `lpadmin -v desk:/` makes one."""
    cupsd = _program("cupsd")
    for name in ("lp", "lpadmin", "cancel", "cupsdisable"):
        _program(name)
    with tempfile.TemporaryDirectory(prefix="cups", ignore_cleanup_errors=True) as folder:  # short: sockets' paths are
        system = PrintSystem(Path(folder))
        system.lay_out()
        process = subprocess.Popen(
            [cupsd, "-f", "-c", f"{folder}/cupsd.conf", "-s", f"{folder}/cups-files.conf"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_for(system, process)
            yield system
        finally:
            system.mend()
            process.terminate()
            process.wait(10)


def _wait_for(system: PrintSystem, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 10
    while not system.socket.exists():
        if process.poll() is not None or time.monotonic() > until:
            log = system.folder / "error"
            pytest.fail(f"cupsd did not start: {log.read_text() if log.exists() else process.returncode}")
        time.sleep(0.02)
