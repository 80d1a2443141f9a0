#!/usr/bin/env python3
"""Sends the pack to real and to hostile mail servers on this machine.

    smtp.py PROGRAM WORK [HOSTILE]

A server with STARTTLS, authentication and a certificate of its own takes the message for three people;
HOSTILE (hostile_smtp.py, where there is one) behaves badly in every way it knows. Nothing may hang, nobody
may get a message twice, and no secret may be said.
"""
import email, email.policy, json, logging, os, pathlib, shutil, ssl, subprocess, sys, tempfile, time

SECRET = "correct horse battery staple"


def venv(work):
    python = work / "venv/bin/python"
    if not python.exists():
        print("smtp: installing aiosmtpd, once")
        subprocess.run([sys.executable, "-m", "venv", work / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "aiosmtpd==1.4.6"], check=True)
    if sys.prefix != str(work / "venv"):
        os.execv(python, [str(python), *sys.argv])


class Check:
    failed = 0
    passed = 0

    def __call__(self, good, what):
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print(f"smtp: {what}")


check = Check()


class Project:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.said = ""
        self.configure("")
        self.run("sample", "--out", folder, "--weeks", "62")

    def configure(self, mail):
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "broadsheet.yml").write_text("version: 1\n" + mail)

    def run(self, *arguments, password=SECRET):
        start = time.monotonic()
        done = subprocess.run(
            [str(a) for a in (self.program, *arguments)], cwd=self.folder, capture_output=True, text=True, timeout=200,
            env={**os.environ, "SMTP_USER": "reports", "SMTP_PASSWORD": password})
        done.seconds = time.monotonic() - start
        self.said += done.stdout + done.stderr
        return done

    def mail(self, port, security="none", more=""):
        return (f"mail:\n  from: Reports <reports@example.org>\n  to: [a@example.org]\n  cc: [b@example.org]\n"
                f"  bcc: [c@example.org]\n  site: https://intranet.example/marketing\n  smtp: {{host: localhost, port: {port},"
                f" security: {security}, timeout: 2{more}}}\n")

    def forget(self):
        (self.folder / "output/mail/ledger.jsonl").unlink(missing_ok=True)


def certificate(folder):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def real_server(project, folder):
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult
    logging.disable(logging.CRITICAL)

    class Inbox:
        def __init__(self):
            self.taken = []

        async def handle_DATA(self, server, session, envelope):
            self.taken.append((tuple(envelope.rcpt_tos), envelope.content))
            return "250 queued"

    def login(server, session, envelope, mechanism, data):
        good = data.login == b"reports" and data.password == SECRET.encode()
        return AuthResult(success=good, handled=good)

    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=0, tls_context=certificate(folder), require_starttls=True,
                            auth_required=True, authenticator=login)
    # Port 0 lets the system choose; the controller's own trial connection needs to know it.
    import socket
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        controller.port = s.getsockname()[1]
    controller.start()
    try:
        secrets = ", username: '${SMTP_USER}', password: '${SMTP_PASSWORD}'"
        trusted = f"{secrets}, ca_file: {folder / 'cert.pem'}"
        project.configure(project.mail(controller.port, "starttls", trusted))
        project.run("render")
        stale = project.run("send")
        check(stale.returncode == 1 and not inbox.taken, f"old news was sent: {stale.returncode} {stale.stderr[:300]}")
        dry = project.run("send", "--dry-run", "--even-if-stale")
        check(dry.returncode == 0 and dry.stdout.count("would get it") == 3 and not inbox.taken, f"dry run: {dry.stdout}")
        wrong = project.run("send", "--even-if-stale", password="wrong")
        check(wrong.returncode == 69 and not inbox.taken, f"wrong password: {wrong.returncode} {wrong.stderr[:300]}")
        missing = project.run("send", "--even-if-stale", password="")
        check(missing.returncode == 78 and "SMTP_PASSWORD" in missing.stderr, f"no password: {missing.returncode} {missing.stderr[:300]}")
        project.configure(project.mail(controller.port, "starttls", secrets))
        stranger = project.run("send", "--even-if-stale")
        check(stranger.returncode == 69 and not inbox.taken, f"unknown certificate: {stranger.returncode} {stranger.stderr[:300]}")
        project.configure(project.mail(controller.port, "starttls", trusted))
        sent = project.run("send", "--even-if-stale")
        check(sent.returncode == 0 and len(inbox.taken) == 3, f"send: {sent.returncode} {len(inbox.taken)} {sent.stderr[:500]}")
        again = project.run("send", "--even-if-stale")
        check(again.returncode == 0 and len(inbox.taken) == 3, "a second send sent something")
        if not inbox.taken:
            return
        check({t[0] for t in inbox.taken} == {("a@example.org",), ("b@example.org",), ("c@example.org",)}, "recipients")
        contents = {content for _, content in inbox.taken}
        check(len(contents) == 1, "not everybody got the same")
        read(project, contents.pop())
    finally:
        controller.stop()


def read(project, content):
    """The message as a mail program takes it apart, against the edition's own files."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    edition = sorted((project.folder / "output/site/editions").iterdir())[-1]
    eml = (project.folder / f"output/mail/{edition.name}.eml").read_bytes()
    check(content.replace(b"\r\n", b"\n").rstrip() == eml.replace(b"\r\n", b"\n").rstrip(), "the message is not the .eml")
    check(message["To"] == "a@example.org" and message["Cc"] == "b@example.org" and b"c@example.org" not in content, "headers show whom they should not")
    pdf = [p for p in message.walk() if p.get_content_type() == "application/pdf"]
    check(len(pdf) == 1 and pdf[0].get_payload(decode=True) == (edition / "pack.pdf").read_bytes(), "the PDF is not the pack")
    html = message.get_body(("html",)).get_content()
    text = message.get_body(("plain",)).get_content()
    pictures = [p["Content-ID"].strip("<>") for p in message.walk() if p["Content-ID"]]
    check(pictures and all(f"cid:{p}" in html for p in pictures), f"pictures {pictures} are not shown")
    check(len(html) < 100_000 and "http" not in html.replace("https://intranet.example/marketing/editions/", "").replace("http-equiv", ""), "the HTML asks for something")
    figures = {f["id"]: f["display"] for f in json.loads((edition / "figures.json").read_text())["figures"]}
    for metric in ("spend", "revenue", "profit", "roas", "cac"):
        shown = figures[f"{metric}.{edition.name}.AC"]
        check(shown in html and shown in text, f"{metric} is not {shown} in both")
    check(f"https://intranet.example/marketing/editions/{edition.name}/index.html" in text, "no link")
    check(max(len(l) for l in content.split(b"\r\n")) <= 998, "a line is too long")


def hostile(project, script, folder):
    """Mode → the exit code, and how many messages may be stored. Each recipient has a transaction of its
    own, so that a server which refuses all but the first of one takes all three."""
    expected = {
        "ok": (0, 3), "hang_banner": (69, 0), "hang_data": (69, 3), "refuse": (69, 0), "tempfail": (69, 0),
        "rcpt_mixed": (0, 3), "drop_data": (69, 9), "data_5xx": (69, 3), "data_4xx": (69, 9), "lost_ack": (69, 3),
        "drip": (69, 0), "garbage": (69, 0), "long_line": (69, 0), "multiline_forever": (69, 0),
        "starttls_strip": (69, 0), "starttls_inject": (69, 0)}
    identifiers = set()
    for mode, (code, most) in expected.items():
        inbox = folder / mode
        server = subprocess.Popen([sys.executable, script, mode, "--out", inbox], stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL, text=True)
        port = int(server.stdout.readline())
        try:
            project.forget()
            project.configure(project.mail(port, "starttls" if mode.startswith("starttls") else "none"))
            done = project.run("send", "--even-if-stale")
            stored = sorted(inbox.glob("*.eml"))
            check(done.returncode == code, f"{mode}: exit {done.returncode}, not {code}: {done.stderr[:300]}")
            check(len(stored) <= most, f"{mode}: {len(stored)} messages, {most} at most")
            check(done.seconds < 90, f"{mode}: took {done.seconds:.0f} s")
            for file in stored:
                found = email.message_from_bytes(file.read_bytes())["Message-ID"]
                if found:
                    identifiers.add(found)
            if mode == "lost_ack":
                ledger = [json.loads(l) for l in (project.folder / "output/mail/ledger.jsonl").read_text().splitlines()]
                check([e["state"] for e in ledger] == ["sending", "unknown"] * 3, "lost_ack: the ledger is sure")
            print(f"smtp: {mode}: exit {done.returncode} after {done.seconds:.1f} s, {len(stored)} stored")
        finally:
            server.kill()
    check(len(identifiers) == 1, f"a message sent again has another Message-ID: {identifiers}")


def main():
    program, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    work.mkdir(parents=True, exist_ok=True)
    venv(work)
    with tempfile.TemporaryDirectory(prefix="smtp") as temporary:
        folder = pathlib.Path(temporary)
        project = Project(program, folder / "project")
        made = project.run("run")
        check(made.returncode == 0, f"run: {made.stderr[-500:]}")
        real_server(project, folder)
        if len(sys.argv) > 3 and pathlib.Path(sys.argv[3]).exists():
            hostile(project, sys.argv[3], folder)
        else:
            print("smtp: skipped the hostile servers, they are not there")
        files = [p for p in (project.folder / "output").rglob("*") if p.is_file()] + [project.folder / "data/warehouse.sqlite"]
        check(SECRET not in project.said and not any(SECRET.encode() in p.read_bytes() for p in files), "the password was said or written")
    print(f"smtp: {check.passed} passed, {check.failed} failed")
    sys.exit(1 if check.failed else 0)


main()
