#!/usr/bin/env python3
"""Measures the program beside what a user would pick instead, in the same run; prints ratios.

    bench.py PROGRAM PEERS WORK [--rows N] [--only rendering|week]

PROGRAM is the release binary, PEERS the folder with the generator and the peers' requirements,
WORK a folder that is kept between runs (virtual environment and data are made once).
"""
import argparse, json, os, pathlib, re, resource, shutil, subprocess, sys, time

READ_POLARS = """
import polars as pl, sys
f = pl.read_csv(sys.argv[1], infer_schema=False)
money = lambda c: pl.col(c).str.strip_chars().str.replace("$", "", literal=True).cast(pl.Float64, strict=False)
f = f.with_columns(
    pl.col("Ad_Date").str.to_date("%d-%m-%Y"), money("Cost"), money("Sale_Amount"),
    *[pl.col(c).cast(pl.Int64, strict=False) for c in ("Clicks", "Impressions", "Leads", "Conversions")],
    *[pl.col(c).cast(pl.Categorical) for c in ("Ad_ID", "Campaign_Name", "Location", "Device", "Keyword")])
print(f.select(pl.col("Cost").sum(), pl.len()).row(0))
"""
READ_DUCKDB = """
import duckdb, sys
c = duckdb.connect(sys.argv[2] if len(sys.argv) > 2 else ":memory:")
c.execute('''create table t as select Ad_ID, trim(Campaign_Name) as campaign,
  try_cast(replace(Cost, '$', '') as decimal(18,6)) as cost,
  try_cast(replace(Sale_Amount, '$', '') as decimal(18,6)) as sale, Impressions, Clicks, Leads, Conversions,
  Ad_Date, Location, Device, Keyword
  from read_csv(?, header=true, dateformat='%d-%m-%Y', types={'Cost': 'VARCHAR', 'Sale_Amount': 'VARCHAR',
    'Impressions': 'BIGINT', 'Clicks': 'BIGINT', 'Leads': 'BIGINT', 'Conversions': 'BIGINT', 'Ad_Date': 'DATE'})''',
  [sys.argv[1]])
print(c.execute("select sum(cost), count(*) from t").fetchone())
"""


def timed(command, cwd=None, threads=None):
    """Wall seconds, CPU seconds and peak MB of one run."""
    env = dict(os.environ)
    if threads:
        env.update(POLARS_MAX_THREADS=str(threads), OMP_NUM_THREADS=str(threads))
        command = ["taskset", "-c", "0", *command]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = done.communicate()
    wall = time.monotonic() - start
    if done.returncode:
        sys.exit(f"bench: {' '.join(map(str, command))} ended with {done.returncode}\n{err.decode()[-500:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, out


def best(runs, make, threads=None):
    """The quickest of several runs: what else the machine does only makes a run slower."""
    return min((timed(*make(), threads=threads) for _ in range(runs)), key=lambda run: run[0])


def peak(command, cwd=None):
    """Peak memory of one run in MB, measured by a small parent of its own."""
    script = "import resource,subprocess,sys; subprocess.run(sys.argv[1:], stdout=-3, stderr=-3); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    return int(subprocess.run([sys.executable, "-c", script, *map(str, command)], cwd=cwd, capture_output=True, text=True).stdout)


def rendering(program, python, work, runs):
    """The sample's pack, made of a warehouse that is ready, beside as many charts and pages of the peers."""
    project, out = work / "sample", work / "rendered"
    shutil.rmtree(project, ignore_errors=True), shutil.rmtree(out, ignore_errors=True)
    project.mkdir(parents=True)
    (project / "broadsheet.yml").write_text("version: 1\n")
    for command in (["sample", "--out", "."], ["ingest"], ["build"], ["test"]):
        subprocess.run([program, *command], cwd=project, check=True, capture_output=True)

    def render(*flags):
        shutil.rmtree(project / "output", ignore_errors=True)
        return [program, "render", *flags], project

    wall, cpu, _ = best(runs, render)
    memory = peak(*render())
    steps = {}
    for _ in range(runs):
        command, cwd = render("--verbose")
        said = subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stderr
        for name, words, seconds in re.findall(r"^(\w+): (.*) \(([\d.]+) s\)$", said, re.M):
            steps[name] = (min(float(seconds), steps.get(name, (9e9,))[0]), words)
    edition, = (project / "output/site/editions").iterdir()
    sheets = int(steps["pdf"][1].split()[0])
    peer = [python, pathlib.Path(__file__).with_name("render_peer.py")]
    drawing = [*peer, "charts", edition, out]
    printing = [*peer, "print", edition, out, str(sheets)]
    draw, prints = best(runs, lambda: (drawing, work)), best(runs, lambda: (printing, work))
    drawn, printed = json.loads(draw[2]), json.loads(prints[2])
    if drawn["charts"] != len(list(edition.glob("charts/*.svg"))) or printed["pages"] != 2 * sheets:
        sys.exit(f"bench: the peers made {drawn['charts']} charts and {printed['pages']} pages, which is something else")
    both = draw[0] + prints[0]
    per_page = printed["print"] / printed["pages"] * 1000
    print(f"\nrendering the sample's week: {2 * sheets} PDF pages (A4 and Letter), {drawn['charts']} charts as PNG and SVG (ratio: time against the peers)")
    print(f"  {'matplotlib, the charts':<34}{draw[0]:7.2f} s ({draw[1]:5.2f})  {drawn['draw']:.2f} s without start; peak {peak(drawing)} MB")
    print(f"  {'WeasyPrint, the pages':<34}{prints[0]:7.2f} s ({prints[1]:5.2f})  {printed['print']:.2f} s without start, {per_page:.0f} ms a page; peak {peak(printing)} MB")
    print(f"  {'broadsheet render, HTML and all':<34}{wall:7.2f} s ({cpu:5.2f})  {wall / both:5.2f} ×   (aim 1 s); peak {memory} MB (aim 200)")
    written, placed = (steps[step][0] / 2 / sheets * 1000 for step in ("pdf", "layout"))
    print(f"  {'broadsheet, a PDF page':<34}{written + placed:7.1f} ms         {(written + placed) / per_page:5.2f} ×   drawn, tagged and written {written:.1f}, laid out and audited before {placed:.1f} (aim 10 ms)")
    print(f"  {'broadsheet, the charts':<34}{steps['charts'][0]:7.2f} s          {steps['charts'][0] / drawn['draw']:5.2f} ×")
    print("  steps: " + ", ".join(f"{name} {seconds:.3f}" for name, (seconds, _) in steps.items()) + " (render is all of those from analyse on)")


def one_more_week(program, python, peers, work, rows):
    """What a week on top of 52 costs beside the load of the 52: `run`, which a failing test holds before the pages."""
    data = work / f"year_{rows}.csv"
    if not data.exists():
        print("bench: making 53 weeks, once")
        part = work / "part.csv"
        subprocess.run([python, peers / "generate.py", "--rows", str(rows * 53 // 52), "--weeks", "53", "--head-weeks", "52", "--seed", "1", "--out", part], check=True, stdout=subprocess.DEVNULL)
        part.with_suffix(".tail.csv").rename(data.with_suffix(".tail.csv"))
        part.rename(data)
    project = work / "year"
    shutil.rmtree(project, ignore_errors=True)
    (project / "data/raw").mkdir(parents=True)
    (project / "broadsheet.yml").write_text(
        'version: 1\nsources:\n  - match: "**"\n    date_format: dd-mm-yyyy\ntests:\n  clicks_within_impressions: error\n')
    spent = []
    for export in (data, data.with_suffix(".tail.csv")):
        os.link(export, project / "data/raw" / export.name)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([program, "run"], cwd=project, capture_output=True, text=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode != 1:
            sys.exit(f"bench: one more week ended with {done.returncode}\n{done.stderr[-500:]}")
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    print("\none more week, loaded, built and tested, processor time (ratio: against the first load of 52)")
    print(f"  {'the first 52 weeks':<34}{spent[0]:7.2f} s")
    print(f"  {'the week':<34}{spent[1]:7.2f} s          {spent[1] / spent[0]:5.2f} ×   (aim 0.10)")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program"), parser.add_argument("peers"), parser.add_argument("work")
    parser.add_argument("--rows", type=int, default=1_000_000), parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", choices=["rendering", "week"])
    a = parser.parse_args()
    program, peers, work = pathlib.Path(a.program).resolve(), pathlib.Path(a.peers).resolve(), pathlib.Path(a.work).resolve()
    if not (peers / "generate.py").exists():
        sys.exit(print(f"bench: skipped, there are no peers in {a.peers}"))
    work.mkdir(parents=True, exist_ok=True)
    python = work / "venv/bin/python"
    if not python.exists():
        print("bench: installing the peers, once")
        subprocess.run([sys.executable, "-m", "venv", work / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", peers / "requirements.txt"], check=True)
    if a.only == "week":
        return one_more_week(program, python, peers, work, a.rows)
    if a.only:
        return rendering(program, python, work, a.runs)
    data = work / f"ads_{a.rows}.csv"
    if not data.exists():
        print(f"bench: making {a.rows} rows, once")
        part = data.with_suffix(".part")
        subprocess.run([python, peers / "generate.py", "--rows", str(a.rows), "--weeks", "104", "--seed", "1", "--out", part], check=True, stdout=subprocess.DEVNULL)
        part.rename(data)
    megabytes = data.stat().st_size / 1e6
    data.read_bytes()  # in the page cache for everyone

    project = work / "project"

    def fresh():
        shutil.rmtree(project, ignore_errors=True)
        (project / "data/raw").mkdir(parents=True)
        (project / "broadsheet.yml").write_text("version: 1\n")
        os.link(data, project / "data/raw/ads.csv")
        return [program, "ingest"], project

    def after(*commands):
        fresh()
        for command in commands[:-1]:
            subprocess.run([program, command], cwd=project, check=True, capture_output=True)
        return [program, commands[-1]], project

    database = work / "peer.duckdb"

    def duckdb():
        database.unlink(missing_ok=True)
        return [python, "-c", READ_DUCKDB, data, database], work

    print(f"{a.rows:,} rows, {megabytes:.0f} MB; best of {a.runs}; CPU seconds in brackets\n")
    start = {
        "broadsheet": best(3, lambda: ([program, "--version"], work))[0],
        "DuckDB": best(3, lambda: ([python, "-c", "import duckdb"], work))[0],
        "polars": best(3, lambda: ([python, "-c", "import polars"], work))[0],
    }

    def line(name, run, reference=None, less=0.0):
        wall, cpu, _ = run
        net = max(wall - less, 1e-3)
        ratio = f"{net / reference:5.2f} ×" if reference else "       "
        print(f"  {name:<34}{wall:7.2f} s ({cpu:5.2f})  {megabytes / net:7.0f} MB/s {a.rows / net / 1e6:6.2f} M rows/s  {ratio}")
        return net

    print("reading and typing, one core, start-up taken off (ratio: time against DuckDB)")
    peer = line("DuckDB read_csv + clean", best(a.runs, lambda: ([python, "-c", READ_DUCKDB, data], work), 1), None, start["DuckDB"])
    line("polars read_csv + clean", best(a.runs, lambda: ([python, "-c", READ_POLARS, data], work), 1), peer, start["polars"])
    line("broadsheet inspect", best(a.runs, lambda: ([program, "inspect", "--format", "json", data], work), 1), peer, start["broadsheet"])
    print("\nloading into the warehouse, two cores, start-up taken off (ratio: time against DuckDB)")
    peer = line("DuckDB into a file", best(a.runs, duckdb), None, start["DuckDB"])
    line("broadsheet ingest", best(a.runs, fresh), peer, start["broadsheet"])

    print("\ningest, build and test, two cores (ratio: time against the same stages of the peer)")
    out = work / "p2b"
    shutil.rmtree(out, ignore_errors=True)
    env = dict(os.environ, BACK="typst", NULLS="keep")
    begin = time.monotonic()
    subprocess.run([python, peers / "p2.py", data, out], env=env, check=True, capture_output=True)
    whole = time.monotonic() - begin
    stages = json.loads((out / "timings.json").read_text())["stages"]
    seconds = {stage["stage"]: stage["wall"] for stage in stages}
    same = sum(seconds.get(stage, 0) for stage in ("ingest_clean", "model", "tests", "aggregate"))
    print(f"  {'DuckDB, Altair, Typst (p2b)':<34}{same:7.2f} s of {whole:.2f} s   stages: " + ", ".join(f"{k} {v:.2f}" for k, v in seconds.items()))
    total = 0.0
    for stage, commands in (("ingest", ["ingest"]), ("build", ["ingest", "build"]), ("test", ["ingest", "build", "test"])):
        wall, cpu, _ = min((timed(*after(*commands)) for _ in range(a.runs)), key=lambda run: run[0])
        total += wall
        print(f"  {'broadsheet ' + stage:<34}{wall:7.2f} s ({cpu:5.2f})")
    print(f"  {'broadsheet, the three':<34}{total:7.2f} s          {total / same:5.2f} ×   (aim 1.30)")
    wall, cpu, _ = best(1, lambda: ([program, "run"], fresh()[1]))
    command, cwd = [program, "run"], fresh()[1]
    print(f"  {'broadsheet run, whole':<34}{wall:7.2f} s ({cpu:5.2f})  {wall / whole:5.2f} ×   (aim 0.60); peak {peak(command, cwd)} MB")
    one_more_week(program, python, peers, work, a.rows)
    rendering(program, python, work, a.runs)


if __name__ == "__main__":
    main()
