"""serve: the link is there before the port answers, a taken port is named, signals end it cleanly."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from provenance.config import ROOT


def start(home: Path, *command: str, port: int = 0) -> "subprocess.Popen[str]":
    environment = {
        "PROVENANCE_HOME": str(home), "PORT": str(port), "PATH": os.environ["PATH"],
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def page_behind(link: str) -> str:
    """What a browser shows that opens the link; the port answers only after the link is printed."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    for _ in range(100):
        try:
            with browser.open(link, timeout=20) as answer:
                return str(answer.read().decode())
        except urllib.error.URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                raise
            time.sleep(0.05)
    raise AssertionError("the port never answered")


@pytest.mark.parametrize(
    ("command", "number"),
    [(("app.py",), signal.SIGTERM), (("-m", "provenance", "serve"), signal.SIGINT)],
)
def test_it_serves_the_example_behind_a_link(
    tmp_path: Path, command: tuple[str, ...], number: signal.Signals
) -> None:
    server = start(tmp_path, *command)
    try:
        assert server.stdout is not None
        link = server.stdout.readline().strip()
        assert "Khorasan" in page_behind(link)
    finally:
        server.send_signal(number)
        rest, messages = server.communicate(timeout=20)
    assert (server.returncode, rest) == (0, "")
    assert messages.endswith("Stopped.\n")


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        server = start(tmp_path, "app.py", port=taken.getsockname()[1])
        out, err = server.communicate(timeout=20)
    assert (server.returncode, out) == (1, "")
    assert "cannot listen" in err
    assert "PORT" in err


def test_another_server_gets_the_application(tmp_path: Path) -> None:
    """As ``gunicorn 'app:application()'`` does it: over an empty home, from the settings alone."""
    program = (
        "from werkzeug.test import Client\n"
        "from app import application\n"
        "print(Client(application()).get('/').status_code)\n"
    )
    environment = {"PROVENANCE_HOME": str(tmp_path / "home"), "PATH": os.environ["PATH"]}
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, text=True, check=True,
        capture_output=True,
    )  # fmt: skip
    assert ran.stdout == "401\n"
