#!/usr/bin/env python3
"""Publishing is killed at any moment while somebody reads: the site is the old one or the new one, never a mix.

usage: publish.py PROGRAM WORK-FOLDER
"""
import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import threading
import time

program, work = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).absolute()
shutil.rmtree(work, ignore_errors=True)
project, target = work / "project", work / "www/site"
(project / "data/raw").mkdir(parents=True)
(project / "broadsheet.yml").write_text(f"version: 1\npublish: {{to: {target}, keep: 2}}\n")


def run(*arguments):
    return subprocess.run([program, *arguments, "--project", project], capture_output=True, text=True)


def export(cost):
    lines = ["Day,Campaign,Impressions,Clicks,Cost,Conversions,Conv. value"]
    for week in range(8):
        for day in range(1, 8):
            date = time.strftime("%Y-%m-%d", time.gmtime(1_730_073_600 + (week * 7 + day - 1) * 86400))
            lines.append(f"{date},Brand,{1000 + day * 7},{90 + day},{cost + day}.50,{5 + day % 3},{400 + week}.00")
    (project / "data/raw/google_ads.csv").write_text("\n".join(lines) + "\n")


def check(site):
    """What is wrong with the site that a reader sees; None for nothing."""
    # As a reader does, everything is opened from one folder: what it was when it was found.
    try:
        folder = os.open(site, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        return None
    try:
        root = pathlib.Path(f"/proc/self/fd/{folder}")
        if not (root / "index.html").exists():
            # An earlier site that was dropped while it was read.
            return None if os.stat(folder).st_nlink == 0 or not list(root.iterdir()) else "no index"
        listed = json.loads((root / "publications.json").read_text())
        index = (root / "index.html").read_text()
        for entry in listed["editions"]:
            name = entry["edition"]
            if f"editions/{name}/index.html" not in index:
                return f"{name} is not in the index"
            sums = (root / "editions" / name / "SHA256SUMS").read_bytes()
            if hashlib.sha256(sums).hexdigest() != entry["sha256"]:
                return f"{name} has other checksums"
            for line in sums.decode().splitlines():
                digest, path = line.split("  ", 1)
                if hashlib.sha256((root / "editions" / name / path).read_bytes()).hexdigest() != digest:
                    return f"{name}/{path} is other"
        return None
    except FileNotFoundError as error:
        # Gone while it was read: only a site that was swapped out and dropped may do that.
        return None if os.stat(folder).st_ino != (os.stat(site).st_ino if site.exists() else 0) else str(error)
    finally:
        os.close(folder)


faults, reads, done = [], 0, False


def reader():
    global reads
    while not done:
        fault = check(target)
        reads += 1
        if fault:
            faults.append(fault)


export(200)
first = run("run")
assert first.returncode == 0, first.stderr
thread = threading.Thread(target=reader)
thread.start()
random.seed(47)
kills = 0
for turn in range(1, 13):
    start = time.monotonic()
    while True:
        publishing = subprocess.Popen(
            [program, "publish", "--project", project], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if time.monotonic() - start < 1.2:
            time.sleep(random.uniform(0.001, 0.12))
            publishing.send_signal(signal.SIGKILL)
            publishing.wait()
            kills += 1
            continue
        if publishing.wait() != 0:
            faults.append(f"turn {turn}: publish ended with {publishing.returncode}")
        break
    fault = check(target)
    if fault:
        faults.append(f"turn {turn}: {fault}")
    # Another note is another pack: the next turn publishes a revision.
    (project / "data/notes").mkdir(exist_ok=True)
    (project / "data/notes/2024-W51.md").write_text(f"Note {turn}.\n")
    (project / "data/notes/2024-W50.md").write_text(f"Note {turn}.\n")
    rendered = run("render")
    assert rendered.returncode == 0, rendered.stderr
done = True
thread.join()
number = json.loads((target / "publications.json").read_text())["number"]
litter = [name for name in os.listdir(target.parent) if name not in ("site", ".site.sites")]
if litter:
    faults.append(f"litter: {litter}")
for fault in faults[:10]:
    print(f"publish: {fault}", file=sys.stderr)
print(f"publish: {kills} kills, {reads} readings, site {number}, {len(faults)} faults")
sys.exit(1 if faults else 0)
