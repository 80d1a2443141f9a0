#!/usr/bin/env python3
"""The models run by real dbt in PostgreSQL give the rows and the verdicts that the program gives.

    interop.py PROGRAM WORK [EXPORT...]

WORK is kept between runs: dbt is installed there once. EXPORTs are more data sets, each run by itself.
A cluster of its own is started for the run: no port, no password, gone afterwards.
"""
import decimal, json, os, pathlib, pwd, shutil, sqlite3, subprocess, sys, tempfile

DBT = ["dbt-core==1.11.16", "dbt-postgres==1.10.2", "dbt-artifacts-parser==0.15.0"]
TYPES = {"INTEGER": "bigint", "TEXT": "text", "REAL": "double precision"}


def run(*command, **more):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, **more)
    if done.returncode and not more.get("check") is False:
        sys.exit(f"interop: {command[0]} ended with {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-2000:]}")
    return done


class Cluster:
    """PostgreSQL in a folder, run by somebody who is not root, reached by a socket."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        versions = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
        if not versions:
            sys.exit("interop: PostgreSQL is not installed: .ci/setup outside")
        self.bin = versions[-1]
        self.user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        self.prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        self.folder.chmod(0o755)
        (self.folder / "pg").mkdir()
        if os.getuid() == 0:
            shutil.chown(self.folder / "pg", "postgres", "postgres")
        run(*self.prefix, self.bin / "initdb", "-D", self.folder / "pg/data", "-A", "trust", "-U", "postgres",
            "--locale=C", "-E", "UTF8", cwd=self.folder)
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder}/pg -c fsync=off"
        run(*self.prefix, self.bin / "pg_ctl", "-D", self.folder / "pg/data", "-w", "-o", options,
            "-l", self.folder / "pg/log", "start", cwd=self.folder)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        run(*self.prefix, self.bin / "pg_ctl", "-D", self.folder / "pg/data", "-m", "immediate", "stop",
            cwd=self.folder, check=False)

    @property
    def socket(self):
        return str(self.folder / "pg")


def load(warehouse, cursor):
    """Every raw table into schema raw, under the name that `source('raw', …)` gives it."""
    cursor.execute("drop schema if exists raw cascade; create schema raw")
    count = 0
    for (table,) in warehouse.execute("select name from sqlite_schema where type = 'table' and name like 'raw_%' order by 1").fetchall():
        columns = warehouse.execute(f"select name, type from pragma_table_info('{table}')").fetchall()
        cursor.execute(f'create table raw."{table[4:]}" (' + ", ".join(f'"{n}" {TYPES[t]}' for n, t in columns) + ")")
        rows = warehouse.execute(f"select * from {table}").fetchall()
        if rows:
            from psycopg2.extras import execute_values
            execute_values(cursor, f'insert into raw."{table[4:]}" values %s', rows, page_size=5000)
        count += len(rows)
    return count


def cell(value):
    """One form for numbers of both engines: whole ones exactly, others to twelve digits."""
    if isinstance(value, decimal.Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else f"{value:.12g}"
    return None if value is None else str(value)


def rows(cursor, table, columns):
    names = ", ".join(f'"{c}"' for c in columns)
    cursor.execute(f'select {names} from {table}')
    return sorted(([cell(v) for v in row] for row in cursor.fetchall()), key=lambda r: [(v is None, v or "") for v in r])


def compare(name, program, project, models, python, cluster, work):
    """Builds one data set with both, and prints what was compared; False on a difference."""
    import psycopg2
    for command in ("ingest", "build"):
        run(program, command, "--project", project)
    done = run(program, "test", "--format", "json", "--project", project, check=False)
    ours = {r["test"]: r for r in json.loads(done.stdout)["results"]}
    warehouse = sqlite3.connect(project / "data/warehouse.sqlite")
    connection = psycopg2.connect(host=cluster.socket, user="postgres", dbname="postgres")
    connection.autocommit = True
    cursor = connection.cursor()
    cursor.execute("drop schema if exists marketing cascade")
    loaded = load(warehouse, cursor)
    profile = {"broadsheet": {"target": "it", "outputs": {"it": {
        "type": "postgres", "host": cluster.socket, "port": 5432, "user": "postgres", "password": "", "dbname": "postgres",
        "schema": "marketing", "search_path": "marketing", "threads": 2}}}}
    (work / "profiles.yml").write_text(json.dumps(profile))
    target = work / f"target-{name}"
    build = run(python.parent / "dbt", "build", "--full-refresh", "--project-dir", models, "--profiles-dir", work,
                "--target-path", target, "--log-path", work / "logs", check=False,
                env={**os.environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "False", "NO_COLOR": "1"})
    if not (target / "run_results.json").exists():
        sys.exit(f"interop: dbt did not run\n{build.stdout[-3000:]}{build.stderr[-1000:]}")
    results = json.loads((target / "run_results.json").read_text())["results"]
    errors = [r for r in results if r["status"] in ("error", "skipped")]
    if errors:
        sys.exit("interop: dbt: " + "; ".join(f"{r['unique_id']}: {r['message']}" for r in errors[:5]))
    good = True
    counted = 0
    for result in results:
        kind, _, *path = result["unique_id"].split(".")
        if kind == "model":
            columns = [r[1] for r in warehouse.execute(f"pragma table_info('{path[0]}')").fetchall()]
            mine = rows(warehouse.cursor(), f'"{path[0]}"', columns)
            theirs = rows(cursor, f'marketing."{path[0]}"', columns)
            counted += len(mine)
            if mine != theirs:
                good = False
                first = next(((a, b) for a, b in zip(mine, theirs) if a != b), (len(mine), len(theirs)))
                print(f"interop: {name}: {path[0]} differs: {first[0]} here, {first[1]} in PostgreSQL")
        elif kind == "test":
            mine = ours.pop(path[0], None)
            said = (result["status"], result["failures"])
            if not mine or (mine["status"], mine["failures"]) != said:
                good = False
                print(f"interop: {name}: test {path[0]} says {said} in PostgreSQL, here {mine and (mine['status'], mine['failures'])}")
    if ours:
        good = False
        print(f"interop: {name}: dbt did not run {', '.join(sorted(ours))}")
    tests = [r for r in results if r["unique_id"].startswith("test.")]
    failing = sum(r["status"] != "pass" for r in tests)
    print(f"interop: {name}: {loaded:,} raw rows; {len(results) - len(tests)} models of {counted:,} rows and"
          f" {len(tests)} verdicts ({failing} not passing) {'equal' if good else 'DIFFER'}")
    return good


def artifacts(program, project):
    """`run` writes what dbt's own tools read, but for the key `schema` that every JSON of the program has."""
    from dbt_artifacts_parser.parser import parse_manifest, parse_run_results
    run(program, "run", "--project", project)
    for name, parse in (("manifest", parse_manifest), ("run_results", parse_run_results)):
        told = json.loads((project / f"output/artifacts/{name}.json").read_text())
        if told.pop("schema") != f"broadsheet.{name}/1":
            sys.exit(f"interop: {name}.json names another schema")
        parse(told)
    print("interop: run_results.json and manifest.json are dbt's")


def main():
    program, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    work.mkdir(parents=True, exist_ok=True)
    python = work / "venv/bin/python"
    if not (python.parent / "dbt").exists():
        print("interop: installing dbt, once")
        run(sys.executable, "-m", "venv", work / "venv")
        run(python, "-m", "pip", "install", "-q", *DBT)
    if pathlib.Path(sys.executable).resolve() != python.resolve() or sys.prefix != str(work / "venv"):
        os.execv(python, [python, *sys.argv])
    good = True
    with tempfile.TemporaryDirectory(prefix="interop") as temporary:
        folder = pathlib.Path(temporary)
        with Cluster(folder) as cluster:
            sets = [("sample", None)] + [(pathlib.Path(p).stem, p) for p in sys.argv[3:] if pathlib.Path(p).exists()]
            for name, export in sets + [("faults", None)]:
                project = folder / name
                (project / "data/raw").mkdir(parents=True)
                (project / "broadsheet.yml").write_text("version: 1\n")
                if export:
                    shutil.copy(export, project / "data/raw")
                elif name == "sample":
                    run(program, "sample", "--out", project)
                else:
                    faults(project)
                run(program, "init", "--models", project)
                good = compare(name, program, project, project / "warehouse", python, cluster, work) and good
                if name == "sample":
                    artifacts(program, project)
            for missing in (p for p in sys.argv[3:] if not pathlib.Path(p).exists()):
                print(f"interop: skipped {missing}, it is not there")
    sys.exit(0 if good else 1)


def faults(project):
    """Rows that tests must find: negative money, a funnel that widens, a fridge, a day too many."""
    lines = ["Day,Campaign,Device,Currency,Impressions,Clicks,Leads,Conversions,Cost,Conv. value"]
    import datetime
    first = datetime.date(2024, 8, 26)
    for day in range(84):
        for row in range(6 + day % 3):
            if day == 80 and row:
                continue
            clicks = 90 if (day + row) % 17 else 5000
            device = "Fridge" if day % 29 == 0 else "mobile"
            lines.append(f"{first + datetime.timedelta(day)},C{row},{device},EUR,4000,{clicks},{30 if row else 95},3,"
                         f"{-5 if day == 40 else 10}.125,{50 + row}.10")
    lines.append("2099-01-01,C0,mobile,EUR,10,1,1,1,1.00,1.00")
    (project / "data/raw/faults.csv").write_text("\n".join(lines) + "\n")
    rates = ["date,from,to,rate"] + [f"{first + datetime.timedelta(d)},EUR,USD,1.{(d * 7919) % 9973 + 500:05d}" for d in range(84)]
    (project / "data/rates.csv").write_text("\n".join(rates + ["2099-01-01,EUR,USD,1.1"]) + "\n")
    (project / "broadsheet.yml").write_text("version: 1\ncurrency: USD\n")
    (project / "data/mappings").mkdir()
    (project / "data/mappings/m.csv").write_text("dimension,from,to\ncampaign,C1,C0\ncampaign,C5,Brand é\n")


main()
