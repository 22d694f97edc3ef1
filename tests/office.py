"""Files opened and saved by LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

OFFICE = shutil.which("soffice")
LOCALE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{}</value></prop></item></oor:items>"""


def saved(folder: Path, locale: str, files: list[Path], *how: str) -> Path:
    """The files opened and saved by a LibreOffice with this locale, in a folder of their own."""
    profile, out = folder / f"profile-{locale}", folder / f"saved-{locale}"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(LOCALE.format(locale), encoding="utf-8")
    command = [OFFICE, "--headless", f"-env:UserInstallation={profile.as_uri()}", *how, "--outdir", out, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return out
