"""The server of our own that carries messages: nobody else stands behind its socket."""

import fcntl
import logging
import os
import sys

import pytest

from chatsite import keeper, layer


@pytest.fixture
def long_data_dir(tmp_path, monkeypatch):
    """A DATA_DIR that is too long for a socket in it, and the folder that stands in for it."""
    monkeypatch.setattr(layer.tempfile, "gettempdir", lambda: f"{tmp_path}/t")
    monkeypatch.setattr(keeper.Keeper, "run", lambda self: self.lock.close())
    (tmp_path / "t").mkdir()
    data_dir = tmp_path / ("d" * 100)
    return data_dir, layer.socket_path(data_dir).parent


def test_a_folder_that_is_not_there_yet_is_made_for_its_owner_alone(long_data_dir):
    data_dir, folder = long_data_dir
    layer.open_layer([], data_dir)
    layer.open_layer([], data_dir)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_into_which_others_may_write_is_not_used(long_data_dir):
    data_dir, folder = long_data_dir
    folder.mkdir()
    folder.chmod(0o770)
    with pytest.raises(SystemExit, match="somebody else's.*CHANNEL_LAYER_URL"):
        layer.open_layer([], data_dir)


def test_a_link_to_a_folder_of_ours_is_not_used(long_data_dir, tmp_path):
    data_dir, folder = long_data_dir
    (tmp_path / "ours").mkdir(mode=0o700)
    folder.symlink_to(tmp_path / "ours")
    with pytest.raises(SystemExit, match="somebody else's"):
        layer.open_layer([], data_dir)


def test_a_folder_of_somebody_else_is_not_used(long_data_dir, monkeypatch):
    folder = long_data_dir[1]
    folder.mkdir(mode=0o700)
    us = os.getuid()
    monkeypatch.setattr(keeper.os, "getuid", lambda: us + 1)
    assert not keeper.is_ours(folder.lstat())


def test_a_file_in_its_place_is_told_in_a_sentence(long_data_dir):
    data_dir, folder = long_data_dir
    folder.write_text("")
    with pytest.raises(SystemExit, match="The channel layer needs .*: File exists"):
        layer.open_layer([], data_dir)


def told_to_wait(path, caplog):
    """What the second process says when the first one has the lock."""
    with path.open("a+") as lock, caplog.at_level(logging.INFO, "chatsite"):
        second = keeper.Keeper("valkey-server", path.with_suffix(".sock"), lock)
        second.say_shared()
    return caplog.text


def test_a_second_process_names_the_one_whose_server_it_uses(tmp_path, caplog):
    with (tmp_path / "layer.lock").open("a+") as lock:
        keeper.Keeper("valkey-server", tmp_path / "layer.sock", lock).take()
        said = told_to_wait(tmp_path / "layer.lock", caplog)
        assert f"shared with another process of ours ({os.getpid()}) at {tmp_path}" in said
        with (tmp_path / "layer.lock").open() as other, pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_worker_is_not_told_of_its_own_parent(tmp_path, caplog):
    (tmp_path / "layer.lock").write_text(f"{os.getppid()}\n")
    assert told_to_wait(tmp_path / "layer.lock", caplog) == ""


def test_a_redis_that_cannot_be_used_is_told_in_whole_sentences(caplog):
    layer.greet("redis://127.0.0.1:9/0")
    assert "cannot be used" in caplog.text and ".." not in caplog.text


SLOW = """#!{python}
import socket, sys, time
time.sleep(0.3)
server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[sys.argv.index("--unixsocket") + 1])
server.listen()
server.accept()
time.sleep(60)
"""


def test_nobody_asks_our_own_server_before_it_is_there(tmp_path, monkeypatch):
    program, started = tmp_path / "valkey-server", []
    program.write_text(SLOW.format(python=sys.executable))
    program.chmod(0o755)

    def run(self):
        with self.lock, self.start() as server:
            started.append(server)

    monkeypatch.setattr(keeper.Keeper, "run", run)
    keeper.keep(str(program), tmp_path / "layer.sock", in_data_dir=True)
    try:
        assert keeper.listens(tmp_path / "layer.sock")
    finally:
        started[0].kill()


def test_what_our_own_server_prints_is_part_of_the_log(tmp_path, caplog, monkeypatch):
    program = tmp_path / "valkey-server"
    program.write_text("#!/bin/sh\necho no constant_tsc here >&2\n")
    program.chmod(0o755)

    def end(seconds):
        raise KeyboardInterrupt

    monkeypatch.setattr(keeper.time, "sleep", end)
    with (tmp_path / "lock").open("a+") as lock, pytest.raises(KeyboardInterrupt):
        keeper.Keeper(str(program), tmp_path / "layer.sock", lock).run()
    assert "server says: no constant_tsc here" in caplog.text
