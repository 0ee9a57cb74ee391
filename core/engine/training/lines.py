"""lines.py WORDS OUT SEED SHARDS [LEAST MOST]: shards of 2,500 invented lines of LEAST to MOST letters."""
import os
import random
import sys

import cv2
import numpy as np

import scan
import text

KINDS, SHARES, LINES = ("type", "print", "hand"), (38, 36, 26), 2_500


def shard(r, rs, least, most):
    ink, widths, labels = [], [], []
    while len(labels) < LINES:
        made = scan.line(r, rs, r.choices(KINDS, SHARES)[0], text.line(r, least, most))
        if made is None:
            continue
        seen = scan.seen(made[0], r.uniform(0.85, 1.18))
        # CTC needs a step a letter, and one between two of a kind.
        if 5 * len(made[1]) <= seen.shape[1] <= 1_000:
            ink.append(seen.ravel())
            widths.append(seen.shape[1])
            labels.append(made[1])
    return {"ink": np.concatenate(ink), "widths": np.array(widths, np.int32), "labels": np.array(labels)}


def main():
    cv2.setNumThreads(1)
    words, out, seed, shards = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    least, most = (int(sys.argv[5]), int(sys.argv[6])) if len(sys.argv) > 6 else (6, 38)
    text.load(words)
    os.makedirs(out, exist_ok=True)
    for number in range(shards):
        r, rs = random.Random(f"{seed}/{number}"), np.random.RandomState(seed * 1000 + number)
        path = f"{out}/{seed:02d}-{number:04d}.npz"
        np.savez(path + ".part.npz", **shard(r, rs, least, most))
        os.rename(path + ".part.npz", path)
        print(path, flush=True)


if __name__ == "__main__":
    main()
