"""engine_lines.py OUT NAME...: the lines that `judges lines` wrote to NAME.ink and NAME.jsonl, as shards in OUT."""
import json
import os
import random
import sys

import numpy as np
from rapidfuzz.distance import Levenshtein

from lines import LINES
from scan import HEIGHT
from text import ALIKE, CLASS, PLAIN

# Of the letters; more of them otherwise read, and the truth is another line's or hidden. A hand is read worse, and so were
# Latin letters.
UNLIKE = {"handwritten": 0.85}
UNLIKE_PRINT, UNLIKE_LATIN = 0.5, 0.85


def label(text):
    """The text in the model's letters; None where some are of neither alphabet."""
    text = " ".join(text.translate(PLAIN).replace("_", " ").split()).translate(ALIKE)
    return text if text and all(letter in CLASS for letter in text) else None


def known(name):
    ink, start = np.memmap(name + ".ink", np.uint8, "r"), 0
    for line in open(name + ".jsonl", encoding="utf8"):
        line = json.loads(line)
        own, start = ink[start:start + line["bytes"]], start + line["bytes"]
        text, width = label(line["text"]), line["bytes"] // HEIGHT
        if text is None or not 4.6 * len(text) <= width <= 1_400:
            continue
        unlike = Levenshtein.distance(text, line["read"]) / len(text)
        latin = any(letter.isascii() and letter.islower() for letter in text)
        if len(text) <= 3 or unlike <= (UNLIKE_LATIN if latin else UNLIKE.get(line["script"], UNLIKE_PRINT)):
            yield np.asarray(own), width, text


def main():
    out, names = sys.argv[1], sys.argv[2:]
    os.makedirs(out, exist_ok=True)
    lines = [line for name in names for line in known(name)]
    random.Random(1).shuffle(lines)
    for number, start in enumerate(range(0, len(lines), LINES)):
        own = lines[start:start + LINES]
        np.savez(
            f"{out}/engine-{number:04d}.npz",
            ink=np.concatenate([ink for ink, _, _ in own]),
            widths=np.array([width for _, width, _ in own], np.int32),
            labels=np.array([text for _, _, text in own]),
        )
    print(len(lines), "lines")


if __name__ == "__main__":
    main()
