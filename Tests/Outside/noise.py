#!/usr/bin/env python3
"""Years of pure noise call nothing a finding; a planted fall of mobile click-to-lead is found, located and priced.

usage: noise.py PROGRAM WORK-FOLDER [SEEDS-OF-NOISE SEEDS-WITH-A-FALL]

What a reader sees counts: headlines, panel titles and marks of better or worse on the overview and the funnel page.
What campaigns earned is no statement about change, and stays out. The bounds are 5 % and 95 %, with the room that so
few seeds need (one in a hundred runs of a program that just meets them would fail).
"""
import concurrent.futures
import html
import math
import os
import pathlib
import re
import shutil
import subprocess
import sys

program, work = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).absolute()
noise_seeds, fall_seeds = (int(n) for n in (sys.argv[3:5] or (60, 40)))
shutil.rmtree(work, ignore_errors=True)


def text(markup):
    return html.unescape(re.sub(r"<[^>]+>", "", markup)).strip()


def pages(edition):
    parts = re.split(r'<section class="page"[^>]*id="([^"]*)"[^>]*>', edition)
    return dict(zip(parts[1::2], parts[2::2]))


def edition(project, *arguments):
    printed = subprocess.run(
        [program, "render", "--quiet", "--project", project, *arguments], capture_output=True, text=True, check=True)
    folder = project / printed.stdout.strip().splitlines()[-1]
    return pages((folder / "index.html").read_text())


def project(kind, seed):
    folder = work / f"{kind}-{seed}"
    folder.mkdir(parents=True)
    (folder / "broadsheet.yml").write_text("version: 1\n")
    for command in (["sample", "--effects", kind, "--weeks", "60", "--seed", str(seed), "--out", folder],
                    ["ingest", "--quiet", "--project", folder], ["build", "--quiet", "--project", folder]):
        subprocess.run([program, *command], check=True, capture_output=True)
    return folder


def words(page):
    return [text(found[1]) for found in re.finditer(r'class="(?:headline|title)"[^>]*>(.*?)</h\d>', page, re.S)]


def cries(seed):
    """What an edition of pure noise says has changed."""
    folder = project("none", seed)
    seen = edition(folder)
    shutil.rmtree(folder)
    marks = [mark for name in ("overview", "funnel")
             for mark in re.findall(r'class="[^"]*\b(?:better|worse)\b|var\(--(?:good|bad)\)', seen[name])]
    said = [line for line in (words(seen["overview"])[0], words(seen["funnel"])[0])
            if not re.search("every (measure|rate) is within|no (measure|rate) changed beyond noise", line)]
    return said + marks


def finds(seed):
    """Whether one of the two weeks after the fall names it, with its price."""
    folder = project("planted", seed)
    found = False
    for week in ("2024-W47", "2024-W48"):
        funnel = edition(folder, "--week", week)["funnel"]
        named = any("obile click-to-lead" in line or ("Click-to-lead is" in line and "mobile" in line)
                    for line in words(funnel))
        found |= named and "would have earned" in text(funnel)
    shutil.rmtree(folder)
    return found


def bound(count, share):
    """The least k that a binomial count exceeds in under one of a hundred."""
    mass, k = 0.0, -1
    while mass < 0.99:
        k += 1
        mass += math.comb(count, k) * share ** k * (1 - share) ** (count - k)
    return k


with concurrent.futures.ThreadPoolExecutor(2) as pool:
    alarms = [(seed, said) for seed, said in zip(range(1, noise_seeds + 1), pool.map(cries, range(1, noise_seeds + 1)))
              if said]
    missed = [seed for seed, found in zip(range(1, fall_seeds + 1), pool.map(finds, range(1, fall_seeds + 1)))
              if not found]
for seed, said in alarms:
    print(f"noise {seed}: {said[:3]}")
print(f"false alarms in {len(alarms)} of {noise_seeds} packs of pure noise; "
      f"the fall found in {fall_seeds - len(missed)} of {fall_seeds} (missed: {missed})")
sys.exit(len(alarms) > bound(noise_seeds, 0.05) or len(missed) > bound(fall_seeds, 0.05))
