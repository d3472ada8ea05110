"""Tests cannot reach the world by accident."""

import socket
import urllib.request

import pytest

from tests.fixtures.network import NetworkRefused


def test_other_machines_are_out_of_reach() -> None:
    with pytest.raises(NetworkRefused):
        urllib.request.urlopen("http://example.org/", timeout=1)
    with pytest.raises(NetworkRefused), socket.socket() as plain:
        plain.connect(("192.0.2.1", 80))


def test_this_machine_is_within_reach() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
