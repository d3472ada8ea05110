"""Settings come from the environment, once, and say what is wrong with it."""

from pathlib import Path

import pytest

from provenance.config import DEFAULT_UPLOAD_LIMIT, ROOT, load_settings
from provenance.errors import InvalidInput


def test_nothing_needs_to_be_set() -> None:
    settings = load_settings({})

    assert settings.home == ROOT / "var"
    assert settings.database_url == f"sqlite:///{ROOT / 'var' / 'provenance.db'}"
    assert (settings.host, settings.port) == ("127.0.0.1", 5000)
    assert settings.max_upload == DEFAULT_UPLOAD_LIMIT == 64 * 1024 * 1024


def test_everything_lives_under_the_home(tmp_path: Path) -> None:
    settings = load_settings({"PROVENANCE_HOME": str(tmp_path)})

    assert settings.database_url == f"sqlite:///{tmp_path / 'provenance.db'}"
    assert settings.uploads == tmp_path / "uploads"
    assert settings.keys == tmp_path / "keys"


def test_a_home_may_be_relative_or_the_users(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    assert load_settings({"PROVENANCE_HOME": "~/here"}).home == tmp_path / "here"
    assert load_settings({"PROVENANCE_HOME": "there"}).home == tmp_path / "there"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_database_overrides_the_database_alone(tmp_path: Path, scheme: str) -> None:
    environment = {"PROVENANCE_HOME": str(tmp_path), "DATABASE_URL": f"{scheme}://u@h/d"}

    settings = load_settings(environment)

    assert settings.database_url == "postgresql+psycopg://u@h/d"
    assert settings.home == tmp_path


@pytest.mark.parametrize("name", ["PORT", "PROVENANCE_MAX_UPLOAD", "PROVENANCE_PROXIES"])
@pytest.mark.parametrize("value", ["many", "-1", "1.5", "0x10", "5 000"])
def test_numbers_are_whole(name: str, value: str) -> None:
    with pytest.raises(InvalidInput, match=f"{name} must be a whole number"):
        load_settings({name: value})


def test_blank_means_unset() -> None:
    blank = dict.fromkeys(
        ("PROVENANCE_HOME", "DATABASE_URL", "HOST", "PORT", "PROVENANCE_MAX_UPLOAD"), ""
    )

    assert load_settings(blank) == load_settings({})


def test_the_address_of_a_proxy_has_a_host_and_no_path() -> None:
    assert load_settings({}).public_url is None
    assert load_settings({"PROVENANCE_URL": "https://p.example/"}).public_url == "https://p.example"
    here = load_settings({"PROVENANCE_URL": "http://[::1]:8080"})
    assert here.public_url == "http://[::1]:8080"
    for wrong in (
        "p.example",
        "ftp://p.example",
        "https://",
        "https://p.example/prov",
        "https://[x",
    ):
        with pytest.raises(InvalidInput, match="PROVENANCE_URL must be like https://"):
            load_settings({"PROVENANCE_URL": wrong})
