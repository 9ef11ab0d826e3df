"""The examples of rules as pytest items: ``pytest --kjreport-rules PATH``.

Installed with the library; it does nothing without the option.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kjreport.errors import KjreportError

if TYPE_CHECKING:
    from kjreport.testing.examples import Outcome


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    group = parser.getgroup("kjreport", "examples of kjreport rules")
    group.addoption(
        "--kjreport-rules",
        action="append",
        default=[],
        metavar="PATH",
        help="run the examples of the rules in this file or folder; may be repeated",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Collect the rule files, wherever they are, beside the tests that are asked for."""
    paths = config.getoption("--kjreport-rules")
    if paths:
        config.pluginmanager.register(_Rules([Path(path) for path in paths]), "kjreport-rules")


class _Rules:
    """Adds the examples of rule files to a session."""

    def __init__(self, paths: list[Path]) -> None:
        self.paths = paths

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, session: pytest.Session, items: list[pytest.Item]) -> None:
        """Add an item for each example."""
        for path in self.paths:
            file = RuleExamples.from_parent(session, path=path.resolve())
            try:
                items += file.collect()
            except KjreportError as error:
                raise pytest.UsageError(str(error)) from None


class RuleExamples(pytest.File):
    """A rule file, or a folder of them, as a collection of examples."""

    def collect(self) -> Iterator[RuleExample]:
        """Return an item for each example."""
        from kjreport.testing.examples import run_examples

        for outcome in run_examples(self.path):
            name = f"{outcome.kind}/{outcome.rule}: {outcome.text}"
            yield RuleExample.from_parent(self, name=name, outcome=outcome)


class RuleExample(pytest.Item):
    """One example of a rule."""

    def __init__(self, *, outcome: Outcome, **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type] # pytest's own keywords
        self.outcome = outcome

    def runtest(self) -> None:
        """Fail when the example did not pass."""
        if self.outcome.result != "pass":
            raise ExampleError(self.outcome.shown())

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:  # noqa: ARG002 (pytest's signature)
        """Return what is shown of a failure: the outcome, and no traceback."""
        return str(excinfo.value)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where the item comes from."""
        return self.path, None, self.name


class ExampleError(AssertionError):
    """An example that did not pass."""
