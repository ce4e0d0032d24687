"""What `__all__` lists is there, is documented, and is all that is public."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import pactwright

if TYPE_CHECKING:
    from types import ModuleType

MODULES = sorted(
    info.name
    for info in pkgutil.walk_packages(pactwright.__path__, "pactwright.")
    if not info.name.endswith("__main__")
)


def defined_here(module: ModuleType) -> set[str]:
    """Public functions and classes that `module` itself defines."""
    return {
        name
        for name, value in vars(module).items()
        if not name.startswith("_")
        and (inspect.isfunction(value) or inspect.isclass(value))
        and value.__module__ == module.__name__
    }


@pytest.mark.parametrize("name", pactwright.__all__)
def test_public_name_can_be_loaded(name: str) -> None:
    assert getattr(pactwright, name) is not None


@pytest.mark.parametrize("name", sorted(set(pactwright.__all__) - {"__version__"}))
def test_public_name_has_a_docstring_of_its_own(name: str) -> None:
    assert inspect.getdoc(getattr(pactwright, name))


def test_public_names_are_listed_before_they_are_loaded() -> None:
    program = "import pactwright; assert set(pactwright.__all__) <= set(dir(pactwright))"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_unknown_name_is_an_attribute_error_that_says_which() -> None:
    with pytest.raises(AttributeError, match="no attribute 'asess'"):
        pactwright.asess  # noqa: B018 - reading it is the test


def test_every_error_is_public() -> None:
    errors = importlib.import_module("pactwright.errors")
    assert defined_here(errors) <= set(pactwright.__all__)


def test_errors_have_one_root() -> None:
    errors = importlib.import_module("pactwright.errors")
    for name in defined_here(errors):
        assert issubclass(getattr(errors, name), pactwright.PactwrightError)


@pytest.mark.parametrize("name", MODULES)
def test_all_of_a_module_names_only_what_exists_in_order(name: str) -> None:
    module = importlib.import_module(name)
    listed = getattr(module, "__all__", [])
    assert [one for one in listed if not hasattr(module, one)] == []
    assert len(listed) == len(set(listed))


def test_stubs_for_type_checkers_and_table_of_homes_agree() -> None:
    homes = pactwright._HOMES
    assert sorted({*homes, "__version__"}) == sorted(pactwright.__all__)
    for name, home in homes.items():
        assert hasattr(importlib.import_module(f"pactwright.{home}"), name)
