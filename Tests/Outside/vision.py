#!/usr/bin/env python3
"""Looks at printed pages as people do who lack a kind of cone, and as a grey printer prints them: every word keeps its
contrast, areas that touch stay apart, and what is better or worse is told by shape.

    vision.py WORK PDF… [--keep]

Pages are drawn without smoothing, so that every pixel has the ink it was painted with. The lacks are Machado, Oliveira and
Fernandes 2009 at severity 1.0 from colorspacious; --keep leaves the pictures of each vision in WORK.
"""
import os
import pathlib
import re
import subprocess
import sys

PACKAGES = ["numpy==2.2.6", "pillow==11.3.0", "colorspacious==1.1.2"]
SCALE = 4  # pixels a point
VISIONS = ("full", "protanomaly", "deuteranomaly", "tritanomaly", "grey")
REACH = 80.0  # points from a number to its mark, which may end a pin
LARGE = 14.0  # points; whatever is as large is also semibold
GOOD, BAD, AXIS = 0x007A65, 0xB53C0D, 0x7A8391


def venv(work):
    """This program again, in the environment that has what it needs."""
    python = work / "venv/bin/python"
    if not (work / "venv/done").exists():
        work.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "venv", work / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES], check=True)
        (work / "venv/done").touch()
    if sys.prefix != str(work / "venv"):
        os.execv(python, [python, *sys.argv])


class Vision:
    """Linear sRGB of colour codes as they are seen."""

    def __init__(self, name):
        self.name, self.known = name, {}

    def seen(self, codes):
        import numpy as np
        from colorspacious import machado_et_al_2009_matrix

        codes = np.asarray(codes, dtype=np.uint32)
        share = np.stack([codes >> shift & 255 for shift in (16, 8, 0)], axis=-1) / 255
        linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
        if self.name == "grey":
            return np.repeat(linear @ [[0.2126], [0.7152], [0.0722]], 3, axis=-1)
        if self.name == "full":
            return linear
        return np.clip(linear @ machado_et_al_2009_matrix(self.name, 100).T, 0, 1)

    def picture(self, codes):
        import numpy as np

        colours, places = np.unique(codes, return_inverse=True)
        linear = self.seen(colours)
        share = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
        return (share * 255).round().astype(np.uint8)[places.reshape(codes.shape)]

    def contrast(self, one, other):
        low, high = sorted(float(self.seen(code) @ [0.2126, 0.7152, 0.0722]) for code in (one, other))
        return (high + 0.05) / (low + 0.05)

    def distance(self, one, other):
        """CAM02-UCS, the distance of colorspacious; about 1 is just noticed side by side."""
        from colorspacious import deltaE

        key = (one, other)
        if key not in self.known:
            self.known[key] = float(deltaE(self.seen(one), self.seen(other), input_space="sRGB1-linear"))
        return self.known[key]


def words(pdf):
    """Per page the words with their boxes in points."""
    text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True).stdout
    return [[(*map(float, box), word) for *box, word in re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page)]
        for page in text.split("<page ")[1:]]


def inks(page, box):
    """Ground and ink of a word: the two most frequent colours between baseline and the height of an x."""
    import numpy as np

    left, top, right, bottom = box
    tall = bottom - top
    crop = page[int((top + tall * 0.35) * SCALE):int((top + tall * 0.72) * SCALE), int(left * SCALE):int(right * SCALE) + 1]
    colours, counts = np.unique(crop, return_counts=True)
    order = counts.argsort()[::-1]
    return (int(colours[order[0]]), int(colours[order[1]])) if len(order) > 1 and counts[order[1]] >= 6 else None


def marks(page, ink):
    """Square-sized spots of one ink: middle x and y in points, and whether they fill their box."""
    import numpy as np

    left = {(int(y), int(x)) for y, x in np.argwhere(page == ink)}
    found = []
    while left:
        start = left.pop()
        spot, edge = [start], [start]
        while edge:
            y, x = edge.pop()
            for near in ((y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)):
                if near in left:
                    left.remove(near)
                    spot.append(near)
                    edge.append(near)
        ys, xs = [y for y, _ in spot], [x for _, x in spot]
        tall, wide = max(ys) - min(ys) + 1, max(xs) - min(xs) + 1
        if wide > tall:  # a pin: only what is thicker than its stem is its head, or the arrow before it
            thick = {x: xs.count(x) for x in set(xs) if xs.count(x) > 2.6 * SCALE}
            for x, length in level(thick):
                tall = max(thick[x] for x in range(x, x + length))
                if abs(tall - length) <= 2 and 3 * SCALE <= tall <= 8 * SCALE:
                    found.append(((x + length / 2) / SCALE, (min(ys) + max(ys) + 1) / 2 / SCALE, True))
            spot = [(y, x) for y, x in spot if x in thick]
            if not spot:
                continue
            ys, xs = [y for y, _ in spot], [x for _, x in spot]
            tall, wide = max(ys) - min(ys) + 1, max(xs) - min(xs) + 1
        if abs(tall - wide) <= 2 and 3 * SCALE <= tall <= 8 * SCALE:
            found.append(((min(xs) + wide / 2) / SCALE, (min(ys) + tall / 2) / SCALE, len(spot) / (tall * wide) > 0.92))
    return found


def level(heights):
    """Runs of neighbouring columns of one height: first column and length."""
    runs = []
    for x in sorted(heights):
        if runs and x == sum(runs[-1]) and abs(heights[x] - heights[runs[-1][0]]) <= 1:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((x, 1))
    return runs


def touching(page):
    """Pairs of colours with a common edge of at least 3 points."""
    import numpy as np

    count = {}
    for one, other in ((page[:, 1:], page[:, :-1]), (page[1:], page[:-1])):
        edge = one != other
        pairs = np.sort(np.stack([one[edge], other[edge]], axis=1).astype(np.uint64), axis=1)
        for pair, times in zip(*np.unique(pairs[:, 0] << np.uint64(32) | pairs[:, 1], return_counts=True)):
            key = (int(pair) >> 32, int(pair) & 0xFFFFFFFF)
            count[key] = count.get(key, 0) + int(times)
    return [pair for pair, times in count.items() if times >= 3 * SCALE]


def look(page, texts, visions):
    """What somebody cannot read on a page."""
    faults, full, judged = [], visions[0], 0
    spots = {GOOD: marks(page, GOOD), BAD: marks(page, BAD)}
    for *box, word in texts:
        pair = inks(page, box)
        if not pair:
            continue
        judged += 1
        least = 3 if (box[3] - box[1]) / 1.21 >= LARGE - 0.1 else 4.5
        for vision in visions:
            contrast = vision.contrast(*pair)
            if contrast < least:
                faults.append(f"{vision.name}: “{word}” has a contrast of {contrast:.2f}, #{pair[1]:06X} on #{pair[0]:06X}")
        if word[0] in "+−" and pair[1] in spots:
            x, y = box[0], (box[1] + box[3]) / 2
            beside = [square for sx, sy, square in spots[pair[1]] if abs(sy - y) < 4 and -REACH < sx - x < box[2] - x + REACH]
            if (pair[1] == BAD) not in beside:
                faults.append(f"grey: “{word}” has no {'square' if pair[1] == BAD else 'round'} mark beside it")
    for one, other in touching(page):
        if AXIS in (one, other) or full.distance(one, other) < 10:
            continue  # what stands on an axis, and decoration that is pale to all
        for vision in visions[1:]:
            distance = vision.distance(one, other)
            if distance < 5:
                faults.append(f"{vision.name}: #{one:06X} and #{other:06X} touch and are {distance:.1f} apart")
    return faults, judged


def main():
    keep = "--keep" in sys.argv
    work, *pdfs = (pathlib.Path(p).absolute() for p in sys.argv[1:] if p != "--keep")
    if not pdfs:
        sys.exit("vision: no pack: make pack first")
    venv(work)
    import numpy as np
    from PIL import Image

    visions, pages, failed, judged = [Vision(name) for name in VISIONS], 0, 0, 0
    for pdf in pdfs:
        for old in work.glob("page-*.png"):
            old.unlink()
        subprocess.run(["pdftoppm", "-r", str(72 * SCALE), "-aa", "no", "-aaVector", "no", "-png", pdf, work / "page"], check=True)
        for number, (path, texts) in enumerate(zip(sorted(work.glob("page-*.png")), words(pdf)), 1):
            colours = np.asarray(Image.open(path).convert("RGB")).astype(np.uint32)
            page = colours[..., 0] << 16 | colours[..., 1] << 8 | colours[..., 2]
            faults, count = look(page, texts, visions)
            pages, failed, judged = pages + 1, failed + len(faults), judged + count
            for fault in faults[:8]:
                print(f"vision: {pdf.name}, page {number}: {fault}", file=sys.stderr)
            for vision in visions if keep else ():
                Image.fromarray(vision.picture(page)).save(work / f"{pdf.stem}-{number}-{vision.name}.png")
    print(f"vision: {pages} pages, {judged} words in {len(VISIONS)} visions, {failed} faults")
    sys.exit(1 if failed or not judged else 0)


main()
