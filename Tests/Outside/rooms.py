#!/usr/bin/env python3
"""Holds the imports of every room against the table in docs/ARCHITECTURE.md, and forbids names that
would let the clock, chance or a locale into an output."""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SYSTEM = {"Foundation", "FoundationEssentials", "Glibc", "Synchronization", "Dispatch"}
FORBIDDEN = {
    r"\bDate\(\)": "the wall clock comes in through World only",
    r"\.random\(|SystemRandomNumberGenerator": "chance comes from a seeded generator only",
    r"Locale\.current|TimeZone\.current|Calendar\.current": "no locale reaches an output",
    r"NumberFormatter|DateFormatter|ISO8601FormatStyle": "numbers and dates have a grammar of their own",
    r"\btry!|\bas!|fatalError\(": "no user's data may end the program by a signal",
    r"TODO|FIXME": "finish it, or write it down as an issue",
}
ALLOWED = {("Pipeline", "Project/World.swift")}


def table():
    rooms = {}
    for line in (ROOT / "docs/ARCHITECTURE.md").read_text().splitlines():
        m = re.match(r"\| \d \| `(\w+)` \|[^|]*\| ([^|]*)\|", line)
        if m:
            rooms[m[1]] = set(re.findall(r"`(\w+)`", m[2]))
    return rooms


def main():
    rooms, faults = table(), []
    for folder in sorted((ROOT / "Sources").iterdir()):
        files = sorted(folder.rglob("*.swift"))
        if not files:
            continue
        if folder.name not in rooms:
            faults.append(f"docs/ARCHITECTURE.md has no room {folder.name}")
            continue
        for file in files:
            text = file.read_text()
            where = file.relative_to(ROOT)
            for name in re.findall(r"^import (\w+)", text, re.M):
                if name not in rooms[folder.name] | SYSTEM:
                    faults.append(f"{where}: {folder.name} may not import {name}")
            for pattern, reason in FORBIDDEN.items():
                for m in re.finditer(pattern, text):
                    line = text.count("\n", 0, m.start()) + 1
                    faults.append(f"{where}:{line}: {m[0]}: {reason}")
            lines = text.count("\n")
            if lines > 400:
                faults.append(f"{where}: {lines} lines; over 400 is more than one subject")
    print("\n".join(faults) or f"{len(rooms)} rooms in order")
    sys.exit(bool(faults))


main()
