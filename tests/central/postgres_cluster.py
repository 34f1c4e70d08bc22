"""A real PostgreSQL for the tests: the newest installed, in a folder of its own, reached by a socket only."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

VERSIONS = Path("/usr/lib/postgresql")
START_SECONDS = 30


class PostgresMissing(Exception):
    """The tests need PostgreSQL: install it (tools/system_packages.sh); they are never skipped for want of it."""


class Cluster:
    """A running server; `url(name)` is a database's address."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def create(self, name: str, template: str = "template0") -> str:
        self._administer(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def drop(self, name: str) -> None:
        self._administer(f'DROP DATABASE "{name}" WITH (FORCE)')

    def start(self) -> None:
        options = ["-D", str(self.folder / "data"), "-k", str(self.folder), "-c", "listen_addresses="]
        speed = [
            "-c",
            "fsync=off",
            "-c",
            "max_connections=60",
            "-c",
            "shared_buffers=32MB",
        ]  # durability isn't tested here
        with (self.folder / "log").open("ab") as log:
            command = [str(self._programs / "postgres"), *options, *speed]
            self._process = subprocess.Popen(command, stdout=log, stderr=log, **_as_postgres())
        self._await()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT: fast; SIGQUIT: at once, as a crash."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None

    def _administer(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def _await(self) -> None:
        ends = time.monotonic() + START_SECONDS
        while True:
            try:
                psycopg.connect(self.url("postgres")).close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > ends:
                    raise
                time.sleep(0.05)


def _as_postgres() -> dict[str, Any]:
    """The server refuses to run as root."""
    return {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}


def newest_programs() -> Path:
    found = [folder for folder in VERSIONS.glob("*/bin") if (folder / "initdb").exists()]
    if not found:
        raise PostgresMissing(PostgresMissing.__doc__)
    return max(found, key=lambda folder: [int(part) for part in re.findall(r"\d+", folder.parent.name)])


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    programs = newest_programs()
    folder = Path(tempfile.mkdtemp(prefix="inpass-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    cluster = Cluster(programs, folder)
    try:
        command = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        subprocess.run([*command, "--locale=C.UTF-8", "--no-sync"], check=True, capture_output=True, **_as_postgres())
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder)
