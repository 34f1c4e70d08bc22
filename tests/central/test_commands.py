"""`inpass central`: serving in a process of its own, and letting desks in from the command line."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from central.commands import enrol, is_loopback, serve, settings_for
from central.database import open_database
from central.embedded import ROOT, running_central
from kiosk.clock import FixedClock
from kiosk.errors import CentralUnreachable, InpassError, WrongKey
from kiosk.opening import DataFolder, opened
from kiosk.sync.client import connected
from kiosk.sync.enrolment import ask_to_be_let_in, is_let_in
from kiosk.sync.enrolment import enrol as be_let_in
from kiosk.sync.lookup import look_up_person
from kiosk.sync.once import sync_and_tell
from tests.central.worlds import World

PATIENCE = 20.0


def is_gone(url: str) -> bool:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            httpx.get(f"{url}/healthz", trust_env=False)
        except httpx.TransportError:
            return True
    return False


def test_a_central_beside_the_demo(tmp_path: Path, clock: FixedClock) -> None:
    """A child process with the demo gym: a desk is let in, synchronises, and looks somebody up."""
    folder = DataFolder(tmp_path / "data", tmp_path / "config")
    with opened(folder, clock) as store:
        with running_central(tmp_path / "central") as central:
            be_let_in(store, central.url, "Reception 1", lambda code: central.approve(code, "SOD"))
            assert list(sync_and_tell(store))
            with connected(store) as client:
                found = look_up_person(client, "198507099805")
            assert found is not None
            assert found.given_name == "Åsa"
        assert is_gone(central.url)
        with running_central(tmp_path / "central", port=int(central.url.rpartition(":")[2])):
            assert list(sync_and_tell(store)), "the same database after a restart"


@pytest.mark.skipif(not Path("/proc").exists(), reason="finds the child in /proc")
def test_a_central_that_was_killed_comes_back_at_its_address(tmp_path: Path) -> None:
    with running_central(tmp_path) as central:
        (killed,) = children()
        os.kill(killed, signal.SIGKILL)
        until(lambda: killed not in children(), "the killed one to go")
        until(lambda: answers(central.url), "another to answer at the same address")
        assert httpx.get(f"{central.url}/healthz", trust_env=False).is_success
    assert is_gone(central.url)
    assert not children()


def children() -> set[int]:
    """Centrals that this process has started."""
    listed = [Path(f"/proc/{os.getpid()}/task/{task.name}/children") for task in Path("/proc/self/task").iterdir()]
    found = {int(one) for path in listed if path.exists() for one in path.read_text().split()}
    return {one for one in found if b"central.db" in Path(f"/proc/{one}/cmdline").read_bytes()}


def answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/healthz", trust_env=False).is_success
    except httpx.TransportError:
        return False


def until(is_so: Callable[[], bool], what: str) -> None:
    ends = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < ends, f"waited for {what}"
        time.sleep(0.05)


def test_a_key_that_lies_elsewhere_is_found_by_the_words(tmp_path: Path) -> None:
    open_database(f"sqlite:///{tmp_path / 'central.db'}", tmp_path / "central.key").close()  # makes the key
    (tmp_path / "central.db").touch()
    with pytest.raises(WrongKey, match=r"INPASS_CENTRAL_KEY_FILE=.*central\.key"):
        open_database(f"sqlite:///{tmp_path / 'central.db'}", tmp_path / "config" / "central.key")


def test_it_ends_with_who_started_it(tmp_path: Path) -> None:
    starter = (
        "import sys, time; from pathlib import Path; from central.embedded import running_central\n"
        f"with running_central(Path({str(tmp_path)!r})) as central:\n"
        "    print(central.url, flush=True); time.sleep(600)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", starter], cwd=ROOT, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    url = parent.stdout.readline().decode().strip()
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    assert is_gone(url)


def test_a_central_that_cannot_start_says_where_the_reason_is(tmp_path: Path) -> None:
    (tmp_path / "central.db").write_bytes(b"no database")
    with pytest.raises(CentralUnreachable, match=r"central\.log"), running_central(tmp_path):
        pass


def test_letting_in_from_the_command_line(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    key = world.address.removeprefix("sqlite:///").replace(".db", ".key")
    monkeypatch.setenv("INPASS_CENTRAL_KEY_FILE", key)
    assert enrol(world.address, clock=world.clock) == 0
    desk = world.blank_desk("one")
    shown = ask_to_be_let_in(desk.store, world.url, "Reception 7")
    enrol(world.address, clock=world.clock)
    assert f"{shown.user_code}  10:30  Reception 7" in capsys.readouterr().out
    enrol(world.address, shown.user_code, "SOL", clock=world.clock)
    assert "Demogymmet Solna" in capsys.readouterr().out
    assert is_let_in(desk.store, shown) is not None


def test_beyond_this_machine_only_with_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INPASS_CENTRAL_KEY_FILE", str(tmp_path / "key"))
    with pytest.raises(InpassError):
        serve(f"sqlite:///{tmp_path / 'central.db'}", host="0.0.0.0", port=0)
    assert [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "central.example.se")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_a_port_that_is_taken(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INPASS_CENTRAL_KEY_FILE", str(tmp_path / "key"))
    port = int(world.url.rpartition(":")[2])
    with pytest.raises(InpassError, match=str(port)):
        serve(f"sqlite:///{tmp_path / 'central.db'}", port=port)


def test_a_database_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InpassError):
        enrol("postgresql://nobody@127.0.0.1:1/nothing?connect_timeout=2")


def test_settings_from_file_and_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "central.toml"
    file.write_text('database = "postgresql:///gym"\nport = 9000\nhost = "::1"\n', "utf-8")
    monkeypatch.setenv("INPASS_CENTRAL_FILE", str(file))
    monkeypatch.setenv("INPASS_CENTRAL_PORT", "9001")
    settings = settings_for()
    assert (settings.database, settings.port, settings.host) == ("postgresql:///gym", 9001, "::1")
    assert settings_for(port=9002).port == 9002
    monkeypatch.setenv("INPASS_CENTRAL_PORT", "many")
    with pytest.raises(InpassError, match="port"):
        settings_for()
