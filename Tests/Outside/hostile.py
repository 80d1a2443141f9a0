#!/usr/bin/env python3
"""Shows the program a corpus of bad, odd and malicious files, each with its expected outcome.
usage: hostile.py PROGRAM CORPUS FOLDER [--only TEXT] [--verbose]

Texts (tiers A and T) go through `inspect`, advertising exports (B and D) through `ingest` and the warehouse, both
with what the corpus declares of a file. Of all: no signal, an exit code of the contract, bounded memory and time.
POLICIES are outcomes that differ by decision; each says why. Anything else that differs ends this with 1.
"""
import collections
import json
import os
import resource
import shutil
import subprocess
import sys
from decimal import Decimal

# Exit codes of the contract; a file that ends with another is a fault whatever it holds.
CODES = {0, 1, 2, 64, 65, 66, 69, 70, 73, 74, 75, 77, 78}
ENCODINGS = {"windows-1252": "windows-1252", "utf-16le": "utf-16le", "utf-16le-bom": None, "utf-16be-bom": None,
             "utf-8": None, "ascii": None, "unknown": None, "UTF-16BE": "utf-16be"}
DELIMITERS = {",": ",", ";": ";", "|": "|", "\t": "tab"}
MEASURES = ("impressions", "clicks", "cost", "conversions")

POLICIES = {
    "numbers/cost_en.csv": "a blank or `--` cost is a missing one, as every platform writes it; the row counts without",
    "numbers/impressions_int.csv": "a count beyond 4,000,000,000,000 sets its row aside (DECISIONS.md)",
    "papaparse/059_Simple_duplicated_header_names.csv": "headers are shown as written, not made unique",
    "papaparse/062_Duplicate_header_names_with___proto___field.csv": "headers are shown as written",
    "semantics/exact_duplicate_row.csv": "a row repeated in every cell counts once, as superseded, with a warning",
}
# A text is cut as RFC 4180 says and no other way (DECISIONS.md): no comments, no delimiter of two characters, no
# quote but ", and a quote within an unquoted cell is text.
POLICIES |= dict.fromkeys(
    ("csv-parser/option-newline.csv", "duckdb-data/test__5438.csv", "duckdb-data/test__blob.csv",
     "duckdb-data/test__long_escaped_value.csv", "duckdb-data/validator__single_column_notquoted_newline.csv",
     "frictionless/escaping.csv", "frictionless/issue-1109.csv", "frictionless/issue-833.csv",
     "univocity/ticket_3_input.csv", "papaparse/050_Input_with_only_a_commented_line_and_blank_line_after.csv",
     "papaparse/088_Multi-character_delimiter.csv", "pollock/file_field_delimiter_0x2C_0x20.csv",
     "pollock/file_quotation_char_0x27.csv"), "RFC 4180 and no other way")
# What the corpus types by a schema of its own is text without a platform, and nothing is read as an amount.
TYPED = "w3c-csvw/"


def run(program, project, *words):
    """Runs one command: exit code, standard output as JSON where it is some, and standard error."""
    done = subprocess.run([program, *words, "--project", project], capture_output=True, timeout=120)
    try:
        said = json.loads(done.stdout) if done.stdout.strip() else None
    except ValueError:
        said = None
    return done.returncode, said, done.stderr.decode("utf-8", "replace")


def configuration(entry):
    """broadsheet.yml of a project that knows of the file what the corpus declares."""
    assume, dialect = entry.get("assume") or {}, entry.get("dialect") or {}
    source = {"match": "data/raw/**"}
    if entry["tier"] in "BD":
        source |= {"columns": {"day" if field == "date" else field: name for field, name in assume["columns"].items()},
                   "encoding": assume["encoding"], "decimal": assume["decimal"],
                   "currency": assume["report_currency"], "timezone": assume["timezone"],
                   "delimiter": DELIMITERS[assume["delimiter"]]}
        if assume["date_format"] != "iso8601":
            source["date_format"] = assume["date_format"].lower()
    elif dialect:
        source["encoding"] = ENCODINGS.get(dialect.get("encoding"))
        source["delimiter"] = DELIMITERS.get(dialect.get("delimiter"))
    known = {key: value for key, value in source.items() if value}
    return json.dumps({"version": 1, "sources": [known]} if len(known) > 1 else {"version": 1}) + "\n"


def project(folder, entry, root):
    """A project with nothing but the file."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(f"{folder}/data/raw")
    with open(f"{folder}/broadsheet.yml", "w") as file:
        file.write(configuration(entry))
    name = os.path.basename(entry["file"])
    shutil.copy(f"{root}/{entry['file']}", f"{folder}/data/raw/{name}")
    return f"{folder}/data/raw/{name}"


def filled(records):
    """Records that hold anything: an empty line is none."""
    return [list(record) for record in records if any(cell != "" for cell in record)]


def text(program, folder, entry, root, truth):
    """Tiers A, C and T: what `inspect` makes of a text."""
    file = project(folder, entry, root)
    records = "first" if entry["tier"] == "C" else "all"
    code, said, errors = run(program, folder, "inspect", "--format", "json", "--records", records, file)
    if code not in CODES:
        return f"exit {code}: {errors[-200:]}"
    if not said or not said.get("files"):
        return f"said nothing of the file: {errors[-200:]}"
    shown = said["files"][0]
    refused = shown.get("error") is not None and (shown["error"].get("code") not in ("ingest.platform-unknown",))
    aside = shown.get("quarantined") or []
    outcome = entry["outcome"]
    if outcome == "survive":
        return None
    if outcome == "reject":
        if shown.get("error") is not None:
            return None
        code = run(program, folder, "run")[0]
        return None if code not in (0, 2) and not os.path.exists(f"{folder}/output/site") else f"ended with {code}"
    if outcome == "reject_or_quarantine":
        wants = (entry.get("assume") or {}).get("required_header") and shown.get("error")
        return None if refused or aside or wants else "was taken whole"
    if outcome == "quarantine":
        return None if refused or aside else "set nothing aside"
    if outcome == "accept_or_reject" and refused:
        return None
    if refused:
        return f"was refused: {shown['error']}"
    wanted = truth.get("records")
    if wanted is not None:
        if truth.get("header") is not None:
            wanted = [truth["header"]] + wanted
    elif truth.get("owner_data"):
        wanted = [list(row.values()) if isinstance(row, dict) else row for row in truth["owner_data"]]
    elif truth.get("clean"):
        wanted = ([truth["clean"]["header"]] if truth["clean"]["header"] else []) + truth["clean"]["records"]
    else:
        return None
    got = filled(([shown["header"]] if shown.get("header") else []) + (shown.get("records") or []))
    wanted = filled(wanted)
    if wanted in (got, got[1:]) or got == wanted[1:]:
        return None
    return f"records differ: {next((pair for pair in zip(got, wanted) if pair[0] != pair[1]), (len(got), len(wanted)))}"[:300]


def export(program, folder, entry, root, truth):
    """Tiers B and D: what `ingest` loads."""
    project(folder, entry, root)
    if entry["outcome"] == "accept_duplicate" or "S2_overlap__2024-04-15" in entry["id"]:
        # The second of two loads: what counts then is of both.
        first = entry["file"].replace("__b", "__a").replace("04-15T06", "04-08T06")
        shutil.copy(f"{root}/{first}", f"{folder}/data/raw/")
    code, said, errors = run(program, folder, "ingest", "--format", "json")
    if code not in CODES:
        return f"exit {code}: {errors[-200:]}"
    if not said or not said.get("files"):
        return f"said nothing of the file: {errors[-200:]}"
    file = said["files"][0]
    refused, aside = "error" in file and file["error"], file.get("rows_quarantined", 0)
    counted = [one for one in said["files"] if one["state"] == "loaded"]
    loaded = collections.Counter()
    for one in counted:
        for key, value in (one.get("measures") or {}).items():
            loaded[key] += Decimal(value["loaded"])
    kept = sum(one["rows_loaded"] for one in counted)
    outcome = entry["outcome"]
    if outcome == "reject":
        return None if refused else "was not refused"
    if outcome in ("accept_or_reject", "reject_or_quarantine") and refused:
        return None
    if outcome == "accept_zero_rows":
        return None if refused or kept == 0 else "rows out of nothing"
    if refused:
        return f"was refused: {file['error']}"
    if outcome == "per_row":
        name = f"{folder}/data/raw/{os.path.basename(entry['file'])}"
        shown = run(program, folder, "inspect", "--format", "json", name)[1]["files"][0]
        lines = {row["line"] for row in shown["quarantined"]}
        wrong = []
        for line, row in truth["rows"].items():
            kept = int(line) not in lines
            may = [value for value in row["accept"] if value != "quarantine"]
            if kept and not may or not kept and "quarantine" not in row["accept"]:
                wrong.append((line, row["text"], "kept" if kept else "set aside", row["accept"]))
        return f"rows: {wrong[:4]}" if wrong else None
    if "totals" not in truth:
        return None
    for measure in MEASURES:
        wanted = Decimal(truth["totals"].get(measure) or 0)
        if loaded[measure] != wanted:
            return f"{measure} {loaded[measure]} for {wanted}, {kept} rows for {truth['accepted_rows']}, {aside} aside"
    if kept != truth["accepted_rows"]:
        return f"{kept} rows for {truth['accepted_rows']}, {aside} aside"
    if truth.get("quarantined") is not None and aside != len(truth["quarantined"]):
        return f"{aside} rows set aside for {len(truth['quarantined'])}"
    return None


def main():
    """Walks the corpus."""
    program, corpus, folder = os.path.abspath(sys.argv[1]), sys.argv[2], os.path.abspath(sys.argv[3])
    only = sys.argv[sys.argv.index("--only") + 1] if "--only" in sys.argv else ""
    if not os.path.isdir(corpus):
        print("hostile: skipped, the corpus is not there")
        return 0
    root = f"{folder}/corpus"
    if not os.path.isdir(root):
        shutil.copytree(corpus, root)
        subprocess.run(["tar", "xJf", "big.tar.xz"], cwd=root, check=True)
    entries = json.load(open(f"{root}/index.json"))["entries"]
    faults, counts = [], collections.Counter()
    for entry in entries:
        if only not in entry["id"]:
            continue
        truth = json.load(open(f"{root}/{entry['expected']}")) if entry.get("expected") else {}
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        check = export if entry["tier"] in "BD" else text
        try:
            fault = check(program, f"{folder}/project", entry, root, truth)
        except subprocess.TimeoutExpired:
            fault = "took more than two minutes"
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if after.ru_maxrss > before.ru_maxrss and after.ru_maxrss > 128 << 10 and "--verbose" in sys.argv:
            print(f"{after.ru_maxrss >> 10} MB: {entry['id']}")
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        if fault is None and seconds > 20:
            fault = f"took {seconds:.0f} s"
        policy = POLICIES.get(entry["id"]) or entry["tier"] == "T" and entry["id"].startswith(TYPED)
        counts["as expected" if fault is None else "by decision" if policy else "otherwise"] += 1
        if fault and not policy:
            faults.append((entry["id"], entry["tier"], entry["strictness"], entry["outcome"], fault))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    for fault in faults:
        print("  ".join(fault))
    print(f"hostile: {sum(counts.values())} files, " + ", ".join(f"{n} {w}" for w, n in counts.items()) + f", peak {peak} MB")
    return 1 if faults or peak > 512 else 0


sys.exit(main())
