#!/usr/bin/env python3
"""Guards the reader: its work a byte, and its memory for a file of 1 GB.

    reader.py PROGRAM WORK

Instructions are counted by callgrind, so that a slow machine does not matter and a slow change does.
The 1 GB file is made here with known sums, ingested under a bound, and removed.
"""
import datetime, json, pathlib, re, resource, shutil, subprocess, sys

# Measured 67 on x86-64 for rows of 60 bytes; a tenth more is a regression to look into.
MOST_INSTRUCTIONS_A_BYTE = 74.0
MOST_MEGABYTES = 512
HEADER = "Day,Account,Campaign ID,Campaign,Currency,Impressions,Clicks,Cost,Conversions\n"


def make(path, size, accounts=64):
    """A file of about `size` bytes, and its exact sums: rows, impressions, clicks, cents."""
    tails = []
    for turn in range(16):
        lines, sums = [], [0, 0, 0, 0]
        for number in range(1000):
            seed = number * 7919 + turn * 104729
            impressions, cents = seed % 90001, seed * 31 % 50000
            clicks = impressions // 21
            lines.append(
                f",C{number},Campaign {number},EUR,{impressions},{clicks},{cents // 100}.{cents % 100:02d},0.00\n")
            for index, amount in enumerate((1, impressions, clicks, cents)):
                sums[index] += amount
        tails.append((lines, sums))
    total, written, turn = [0, 0, 0, 0], 0, 0
    first = datetime.date(2016, 1, 1)
    with open(path, "w", newline="") as file:
        file.write(HEADER)
        while written < size:
            head = f"{first + datetime.timedelta(turn // accounts)},A{turn % accounts}"
            lines, sums = tails[turn % len(tails)]
            text = "".join([head + line for line in lines])
            written += file.write(text)
            total = [a + b for a, b in zip(total, sums)]
            turn += 1
    return path.stat().st_size, total


def instructions(program, path, profile):
    """Instructions of the program itself: what libraries need depends on the processor they find."""
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}", program, "inspect", path],
        capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"reader: callgrind ended with {done.returncode}\n{done.stderr[-800:]}")
    names, own, inside, total = {}, False, False, 0
    for line in open(profile):
        if line.startswith(("ob=", "cob=")):
            key, _, name = line.partition("=")[2].strip().partition(" ")
            if name:
                names[key] = name  # at its first mention only
            if line.startswith("ob="):
                own = names[key].endswith("/" + program.name)
        elif line.startswith("calls="):
            inside = True  # the next line is the callee's cost, counted where it is spent
        elif re.match(r"[0-9+*-]", line):
            if own and not inside:
                total += int(line.split()[1])
            inside = False
    return total


def count(program, work):
    small, large = work / "small.csv", work / "large.csv"
    bytes_small, _ = make(small, 600_000)
    bytes_large, _ = make(large, 3_000_000)
    profile = work / "profile"
    each = (instructions(program, large, profile) - instructions(program, small, profile)) / (
        bytes_large - bytes_small)
    print(f"reader: {each:.1f} instructions a byte (at most {MOST_INSTRUCTIONS_A_BYTE})")
    return each <= MOST_INSTRUCTIONS_A_BYTE


def weigh(program, work):
    project = work / "project"
    (project / "data/raw").mkdir(parents=True)
    (project / "broadsheet.yml").write_text("version: 1\n")
    size, (rows, impressions, clicks, cents) = make(project / "data/raw/big.csv", 1_000_000_000)
    done = subprocess.run(
        [program, "ingest", "--format", "json"], cwd=project, capture_output=True, text=True)
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    if done.returncode:
        sys.exit(f"reader: ingest ended with {done.returncode}\n{done.stderr[-800:]}")
    result = json.loads(done.stdout)
    file = result["files"][0]
    told = [file["rows_loaded"]] + [
        round(float(file["measures"][measure]["loaded"]) * scale)
        for measure, scale in (("impressions", 1), ("clicks", 1), ("cost", 100))]
    exact = told == [rows, impressions, clicks, cents] and result["balanced"]
    print(f"reader: {size / 1e9:.2f} GB, {rows:,} rows in {megabytes} MB (at most {MOST_MEGABYTES});"
          f" sums {'exact' if exact else f'differ: {told} for {[rows, impressions, clicks, cents]}'}")
    return exact and megabytes <= MOST_MEGABYTES


def main():
    program, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        # The heaviest child so far is what `getrusage` knows: the 1 GB run comes first.
        good = weigh(program, work)
        good = count(program, work) and good
    finally:
        shutil.rmtree(work, ignore_errors=True)
    sys.exit(0 if good else 1)


main()
