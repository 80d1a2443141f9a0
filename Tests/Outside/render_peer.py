#!/usr/bin/env python3
"""What a user would make a pack with instead: matplotlib draws, WeasyPrint prints. Run by bench.py.

    render_peer.py charts EDITION OUT    as many charts, of the same numbers and sizes, PNG and SVG
    render_peer.py print EDITION OUT N   N pages with those charts and tables, A4 and Letter

EDITION is an edition that broadsheet has made; OUT takes the charts and PDFs. Prints seconds as JSON.
"""
import csv, html, json, pathlib, re, struct, sys, time

SCALE = {"k": 1e3, "M": 1e6, "B": 1e9}


def number(text):
    """A displayed figure as a number, or None."""
    m = re.fullmatch(r"'?([+−-]?)\D{0,3}?([\d,]*\.?\d+)\s*([kMB]?)\s*[%×]?", text.strip())
    return m and float(m[2].replace(",", "")) * SCALE.get(m[3], 1) * (-1 if m[1] in ("−", "-") else 1)


def table(edition, name):
    return list(csv.reader((edition / f"data/{name}.csv").open(encoding="utf-8")))


def charts(edition, out):
    start = time.monotonic()
    import matplotlib
    matplotlib.use("agg")
    import matplotlib.pyplot as plt
    plt.rcParams.update({"font.size": 8, "axes.spines.top": False, "axes.spines.right": False, "svg.fonttype": "none"})
    ready = time.monotonic()
    drawn = 0
    for png in sorted((edition / "charts").glob("*.png")):
        width, height = struct.unpack(">II", png.read_bytes()[16:24])
        head, *rows = table(edition, png.stem)
        rows = [[row[0], *map(number, row[1:])] for row in rows]
        fig, ax = plt.subplots(figsize=(width / 144, height / 144), layout="constrained")
        columns = list(zip(*rows))
        gap = lambda values: [float("nan") if v is None else v for v in values]
        if head[0] in ("Week", "Day"):
            for name, values in zip(head[1:], columns[1:]):
                ax.plot(range(len(rows)), gap(values), label=name)
            ax.set_xticks(range(0, len(rows), 6), columns[0][::6])
            ax.legend()
        elif "Revenue per click" in head:
            x, y = (gap(columns[head.index(name)]) for name in ("Cost per click", "Revenue per click"))
            ax.loglog(x, y, "o", ms=4)
            for name, a, b in list(zip(columns[0], x, y))[:5]:
                ax.annotate(name, (a, b))
        elif head[-1] == "All":
            cells = [gap(row[1:]) for row in rows]
            ax.imshow(cells, aspect="auto", cmap="RdYlGn")
            ax.set_xticks(range(len(head) - 1), head[1:]), ax.set_yticks(range(len(rows)), columns[0])
            for i, row in enumerate(cells):
                for j, value in enumerate(row):
                    ax.text(j, i, f"{value:.2f}×", ha="center", va="center")
        else:
            bars = ax.bar(range(len(rows)), gap(columns[-1]))
            if len(rows) < 15:
                ax.set_xticks(range(len(rows)), [str(row[0])[:16] for row in rows]), ax.bar_label(bars)
        fig.savefig(out / png.name, dpi=144)
        fig.savefig(out / f"{png.stem}.svg")
        plt.close(fig)
        drawn += 1
    return {"import": ready - start, "draw": time.monotonic() - ready, "charts": drawn}


def page(edition, out, number_of_pages):
    """A document of the edition's headlines, charts and tables, a page each."""
    source = (edition / "index.html").read_text(encoding="utf-8")
    heads = [re.sub(r"<[^>]+>", "", m) for m in re.findall(r'<h[12] class="headline"[^>]*>(.*?)</h[12]>', source, re.S)]
    pictures = sorted(file.stem for file in out.glob("*.svg"))
    tables = [file.stem for file in sorted((edition / "data").glob("*.csv")) if file.stem not in pictures]
    sections = []
    for i in range(number_of_pages):
        section = f"<h1>{heads[i % len(heads)]}</h1>"
        section += "".join(f'<figure><img src="{name}.svg" alt="{name}"></figure>' for name in pictures[i::number_of_pages])
        for name in tables[i::number_of_pages]:
            cells = lambda row, tag: "<tr>" + "".join(f"<{tag}>{html.escape(c[:40])}</{tag}>" for c in row[:8]) + "</tr>"
            head, *rows = table(edition, name)
            section += f"<table><thead>{cells(head, 'th')}</thead><tbody>{''.join(cells(row, 'td') for row in rows[:8])}</tbody></table>"
        sections.append(f"<section>{section}</section>")
    return f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Pack</title><style>
@page {{ margin: 12mm; @bottom-right {{ content: counter(page) " / " counter(pages); font-size: 8pt }} }}
body {{ font: 8pt Inter, sans-serif }} section + section {{ break-before: page }} figure {{ margin: 2mm 0; max-height: 60mm; overflow: hidden }}
img {{ height: 50mm; max-width: 100% }} table {{ border-collapse: collapse; width: 100% }} td, th {{ border-bottom: .2mm solid #ccc; font-size: 6pt; text-align: left }}
h1 {{ font-size: 13pt; margin: 0 }}</style>{''.join(sections)}</html>"""


def prints(edition, out, number_of_pages):
    text = page(edition, out, number_of_pages)
    start = time.monotonic()
    import weasyprint
    ready = time.monotonic()
    pages = 0
    for name, size in (("pack.pdf", "A4 landscape"), ("pack-letter.pdf", "letter landscape")):
        sheet = weasyprint.CSS(string=f"@page {{ size: {size} }}")
        document = weasyprint.HTML(string=text, base_url=str(out) + "/").render(stylesheets=[sheet])
        document.write_pdf(out / name)
        pages += len(document.pages)
    return {"import": ready - start, "print": time.monotonic() - ready, "pages": pages}


if __name__ == "__main__":
    mode, edition, out = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3]).resolve()
    out.mkdir(parents=True, exist_ok=True)
    print(json.dumps(charts(edition, out) if mode == "charts" else prints(edition, out, int(sys.argv[4]))))
