#!/usr/bin/env python3
"""LibreOffice opens the workbook and every CSV of an edition whose names are formulas: it finds none, and the numbers are numbers.

usage: sheets.py PROGRAM WORK-FOLDER
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys

program, work = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).absolute()
shutil.rmtree(work, ignore_errors=True)
project, out = work / "project", work / "opened"
(project / "data/raw").mkdir(parents=True)
out.mkdir()
(project / "broadsheet.yml").write_text("version: 1\nappendix: [campaigns, keywords]\n")
names = ['=1+1', '+1+1', '-2+3', '@SUM(A1)', '=HYPERLINK("http://x.example","y")', "=cmd|'/c calc'!A1", '\t=1+1', 'Brand']
lines = ["Day,Campaign,Keyword,Device,City,Impr.,Clicks,Cost,Conversions,Conv. value"]
for day in range(1, 29):
    for index, name in enumerate(names):
        quoted = '"' + name.replace('"', '""') + '"'
        lines.append(f"2024-11-{day:02},{quoted},{quoted},Mobile,{quoted},9000,{90 + index},{50 + day}.25,{3 + index},{200 + day}.50")
(project / "data/raw/a.csv").write_text("\n".join(lines) + "\n")
subprocess.run([program, "run", "--quiet", "--project", project], check=True, capture_output=True)
edition, = (project / "output/site/editions").iterdir()
files = [edition / "pack.xlsx", *sorted((edition / "data").glob("*.csv"))]
office = ["soffice", "--headless", f"-env:UserInstallation=file://{work}/profile", "--convert-to", "fods", "--outdir"]
# Comma, quote, UTF-8, from line 1; the last word asks for formulas to be evaluated, as some users' settings do.
csv = "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,0,true"
for kind, chosen in ((".xlsx", []), (".csv", [csv])):
    paths = [path for path in files if path.suffix == kind]
    subprocess.run([*office, out / kind[1:], *chosen, *paths], check=True, capture_output=True, timeout=300)
faults, numbers, texts = [], 0, ""
for path in files:
    opened = (out / path.suffix[1:] / (path.stem + ".fods")).read_text()
    if re.search(r'table:formula="|xlink:href="http', opened):
        faults.append(f"{path.name}: a formula or a link")
    numbers += len(re.findall(r'office:value-type="(?:float|currency|percentage)"', opened))
    texts += opened
for name in ("=1+1", "=cmd|"):
    if name not in texts:
        faults.append(f"{name} is not there as text")
if numbers < 500:
    faults.append(f"only {numbers} numbers")
print(f"LibreOffice opened {len(files)} files: {numbers} numbers, no formula" if not faults else "\n".join(faults))
sys.exit(bool(faults))
