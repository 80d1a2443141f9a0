#!/usr/bin/env python3
"""Opens editions in real Chromium from file:// at four widths: no console message, no request, no
horizontal overflow."""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

CHROMIUM = ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--disable-background-networking", "--disable-component-update", "--no-first-run"]


def console(page, width, profile):
    """What the page says on the console, and every address it asks for."""
    log = Path(profile) / f"net-{width}.json"
    r = subprocess.run(
        [*CHROMIUM, f"--user-data-dir={profile}", f"--window-size={width},2000", "--enable-logging=stderr",
         "--v=0", f"--log-net-log={log}", f"--screenshot={profile}/shot-{width}.png", page.resolve().as_uri()],
        capture_output=True, text=True, timeout=120)
    said = [l for l in r.stderr.splitlines() if "CONSOLE" in l]
    asked = re.findall(r'"url":"(https?://[^"]+)"', log.read_text()) if log.exists() else []
    # Chromium itself asks for updates and dictionaries; the page has no reason to ask anyone else.
    chromes = ("google", "gstatic", "gvt1")
    own = [a for a in asked if not any(c in a for c in chromes)]
    return said, own, Path(profile) / f"shot-{width}.png"


def main():
    pages = [Path(p) for p in sys.argv[1:]]
    if not pages:
        sys.exit("no edition: make pack first")
    passed = 0
    for page in pages:
        with tempfile.TemporaryDirectory() as profile:
            for width in (1280, 768, 390, 320):
                said, asked, shot = console(page, width, profile)
                if said or asked or not shot.exists():
                    print(f"{page} at {width} px: {said[:2] or asked[:2] or 'no screenshot'}")
                    sys.exit(1)
                passed += 1
    print(f"{passed} passed, 0 failed")


main()
