"""LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def convert() -> Callable[[Path, str, str], None]:
    """Return what lets LibreOffice write the documents of a folder in another format."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer")

    def converted(folder: Path, suffix: str, to: str) -> None:
        files = sorted(map(str, folder.glob(f"*.{suffix}")))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", to, "--outdir", str(folder), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=300)

    return converted
