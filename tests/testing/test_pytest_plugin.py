"""The examples of rules as items of somebody's own tests."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

RULES = """kind: labels
labels:
  - id: my_rule
    label: talent
    name: 智库
    keywords: [智库成员]
    examples: {match: [聘请智库成员5名, 聘请专家], no_match: [采购设备5台]}
"""


def test_examples_are_collected(pytester: pytest.Pytester) -> None:
    pytester.makefile(".yaml", mine=RULES)
    pytester.makepyfile("def test_own() -> None:\n    assert True\n")
    result = pytester.runpytest_subprocess("--kjreport-rules", "mine.yaml", "-rf")
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(["Missing: labels/my_rule", "*聘请专家*"])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_rules_that_do_not_load_are_a_usage_error(pytester: pytest.Pytester) -> None:
    pytester.makefile(".yaml", mine=RULES.replace("keywords", "keyword"))
    result = pytester.runpytest_subprocess("--kjreport-rules", "mine.yaml")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*KJ103 unknown key 'keyword'*"])


def test_nothing_happens_without_the_option(pytester: pytest.Pytester) -> None:
    pytester.makefile(".yaml", mine=RULES)
    pytester.makepyfile("def test_own() -> None:\n    assert True\n")
    pytester.runpytest_subprocess().assert_outcomes(passed=1)
