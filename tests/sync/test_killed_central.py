"""Central's process killed in the middle of work, and PostgreSQL stopped at once: what was acknowledged is there."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest

from central.embedded import ROOT
from kiosk.errors import CentralUnreachable
from tests.central.worlds import Desk, World
from tests.sync.acts import Newcomer, whole_visit
from tests.sync.invariants import check

VISITS = 60
KILLS = 4


class Killable:
    """Central as a process of its own, on the world's port and database."""

    def __init__(self, world: World) -> None:
        self._port = world.url.rpartition(":")[2]
        self._address = world.address
        key = world.address.removeprefix("sqlite:///").replace(".db", ".key")
        self._environment = {**os.environ, "INPASS_CENTRAL_KEY_FILE": key}
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "central", "--database", self._address, "--port", self._port]
        self._child = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._child.stdout is not None
        assert self._child.stdout.readline()

    def kill(self) -> None:
        assert self._child is not None
        self._child.send_signal(signal.SIGKILL)
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            assert pipe is not None
            pipe.close()


@contextmanager
def killable(world: World) -> Iterator[Killable]:
    world.stop()
    central = Killable(world)
    central.start()
    try:
        yield central
    finally:
        central.kill()


def fill(desk: Desk) -> None:
    for number in range(VISITS):
        newcomer = Newcomer(f"19900101{number:04d}", mobile=f"+4670000{number:04d}")
        desk.do(*whole_visit(newcomer, str(10_000_000 + number)))


def sync_until_done(desk: Desk, seconds: float = 60) -> None:
    ends = time.monotonic() + seconds
    while True:
        try:
            desk.sync()
            return
        except CentralUnreachable:
            desk.hang_up()
            if time.monotonic() > ends:
                raise
            time.sleep(0.05)


@pytest.mark.parametrize("seed", [1])
def test_killed_in_the_middle_of_batches(world: World, seed: int) -> None:
    random = Random(seed)
    one, two = world.desk("one"), world.desk("two")
    fill(one)
    one.hang_up()
    two.hang_up()
    with killable(world) as central:
        one.client.batch_size.most = one.client.batch_size.limit = 20
        for _kill in range(KILLS):
            timer = threading.Timer(random.uniform(0.05, 0.4), central.kill)
            timer.start()
            try:
                one.sync()
            except CentralUnreachable:
                one.hang_up()
            timer.join()
            central.start()
        for desk in (one, two):
            sync_until_done(desk)
            desk.hang_up()
    world.start()
    check(world, one, two)


def test_postgres_stopped_at_once(world: World) -> None:
    cluster = world.engine.cluster
    if cluster is None:
        return  # SQLite has no server to stop: its kill is the test above
    one = world.desk("one")
    fill(one)
    one.client.batch_size.most = one.client.batch_size.limit = 30
    timer = threading.Timer(0.3, cluster.stop, [signal.SIGQUIT])
    timer.start()
    try:
        one.sync()
    except CentralUnreachable:
        one.hang_up()
    timer.join()
    with pytest.raises(CentralUnreachable):
        one.sync()
    one.hang_up()
    cluster.start()
    world.database.close()
    sync_until_done(one)
    check(world, one)
