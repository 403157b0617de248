"""With HALLWAY_REQUIRE_ALL=1, as in .ci/run, a check that would be left out is a failure."""

import os
from collections.abc import Generator

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("HALLWAY_REQUIRE_ALL") == "1":
        report.outcome = "failed"
        report.longrepr = f"left out, but every check is required here: {report.longrepr}"
    return report
