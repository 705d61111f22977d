"""The locked lists hold what pyproject.toml asks for, by hash, and say nothing of a network."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LISTS = ("runtime", "dev", "tools")


def locked(checkout: Path, name: str) -> dict[str, str]:
    """Return the version of each package of a list."""
    text = (checkout / "requirements" / f"{name}.lock").read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


@pytest.fixture(scope="module")
def project(checkout: Path) -> dict[str, Any]:
    return tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))


def unmet(wanted: list[str], versions: dict[str, str]) -> list[str]:
    requirements = [Requirement(text) for text in wanted]
    return [
        str(requirement)
        for requirement in requirements
        if not requirement.specifier.contains(versions.get(canonicalize_name(requirement.name), ""))
    ]


def test_runtime_meets_the_dependencies(checkout: Path, project: dict[str, Any]) -> None:
    assert unmet(project["project"]["dependencies"], locked(checkout, "runtime")) == []


@pytest.mark.parametrize("group", ["dev", "tools"])
def test_each_group_is_met(checkout: Path, project: dict[str, Any], group: str) -> None:
    assert unmet(project["dependency-groups"][group], locked(checkout, group)) == []


def test_dev_holds_runtime_at_the_same_versions(checkout: Path) -> None:
    runtime, dev = locked(checkout, "runtime"), locked(checkout, "dev")

    assert runtime.items() <= dev.items()


@pytest.mark.parametrize("name", LISTS)
def test_every_package_has_one_version_and_a_hash(checkout: Path, name: str) -> None:
    text = (checkout / "requirements" / f"{name}.lock").read_text("utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text.strip())

    assert len(blocks) == len(locked(checkout, name))
    assert all("--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize("name", LISTS)
def test_no_list_names_an_address(checkout: Path, name: str) -> None:
    assert "://" not in (checkout / "requirements" / f"{name}.lock").read_text("utf-8")
