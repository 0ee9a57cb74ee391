"""train.py WEIGHTS SECONDS SHARE=FOLDER... [--from WEIGHTS]: trains by the clock, lines taken from the folders by their shares.

Prints a measure every ten minutes: CER of lines in faces that no shard is set in."""
import argparse
import copy
import glob
import random
import time

import numpy as np
import torch
from rapidfuzz.distance import Levenshtein
from torch.nn import functional

import scan
import text
from net import Net, texts
from text import CHARS, CLASS

RATE, BATCH, WARM, KEPT, EVERY = 1.2e-3, 32, 200, 0.998, 600


def shards(folder, r, rs):
    """Batches of lines of like length for ever, shard after shard, each as often as the others."""
    taken = {}
    while True:
        path = min(glob.glob(folder + "/*[0-9].npz"), key=lambda path: (taken.get(path, 0), r.random()))
        taken[path] = taken.get(path, 0) + 1
        shard = np.load(path)
        ink, widths, labels = shard["ink"], shard["widths"].astype(np.int64), shard["labels"]
        starts = np.concatenate([[0], np.cumsum(widths * scan.HEIGHT)])
        order = np.argsort(widths * (1 + 0.1 * rs.random_sample(len(widths))))
        batches = [order[start:start + BATCH] for start in range(0, len(order) - BATCH + 1, BATCH)]
        r.shuffle(batches)
        for batch in batches:
            yield [(ink[starts[i]:starts[i + 1]].reshape(scan.HEIGHT, -1), str(labels[i])) for i in batch]


def varied(ink, rs):
    """Paler or darker, a row up or down."""
    if rs.random_sample() < 0.5:
        ink = np.clip(ink * rs.uniform(0.6, 1.15), 0, 1) ** rs.uniform(0.7, 1.4)
    if rs.random_sample() < 0.25:
        by = rs.choice((-1, 1))
        ink = np.roll(ink, by, 0)
        ink[0 if by > 0 else -1] = 0
    return ink


def batch_of(lines, rs):
    width = max(ink.shape[1] for ink, _ in lines) + 16
    width += -width % 16
    batch = np.zeros((len(lines), 1, scan.HEIGHT, width), np.float32)
    for place, (ink, _) in enumerate(lines):
        spare = width - ink.shape[1]
        start = rs.randint(0, spare + 1) if rs.random_sample() < 0.15 else rs.randint(0, min(8, spare + 1))
        batch[place, 0, :, start:start + ink.shape[1]] = varied(ink.astype(np.float32) / 255, rs)
    if rs.random_sample() < 0.3:
        batch += rs.standard_normal(batch.shape[2:]).astype(np.float32) * rs.uniform(0, 0.05)
    classes = [[CLASS[letter] for letter in label if letter in CLASS] for _, label in lines]
    return torch.from_numpy(batch), torch.tensor(sum(classes, [])), torch.tensor([len(own) for own in classes])


def unseen():
    """Lines in faces never trained on, by kind."""
    r, rs, sets = random.Random("unseen"), np.random.RandomState(4242), {}
    for kind in ("type", "print", "hand"):
        lines = []
        while len(lines) < 200:
            made = scan.line(r, rs, kind, text.line(r, 10, 40), faces=kind + "_unseen")
            if made is not None:
                lines.append((scan.seen(made[0]), made[1]))
        sets[kind] = lines
    return sets


def measured(net, sets):
    net.eval()
    cer = {}
    for kind, lines in sets.items():
        wrong = letters = 0
        for ink, label in lines:
            padded = np.pad(ink, ((0, 0), (0, 16 + -ink.shape[1] % 4))).astype(np.float32) / 255
            with torch.no_grad():
                read = texts(net(torch.from_numpy(padded[None, None])))[0]
            wrong, letters = wrong + Levenshtein.distance(label, read), letters + len(label)
        cer[kind] = round(100 * wrong / letters, 2)
    return cer


def begun(path):
    """The model to go on from; letters it did not know begin as unlikely."""
    if path is None:
        return Net(), {}
    kept = torch.load(path)
    net, weights = Net(**kept["cfg"]), kept["w"]
    own, known = net.state_dict(), len(weights["out.bias"])
    for name in ("out.weight", "out.bias"):
        fresh = own[name] * 0.1 if name == "out.weight" else torch.full_like(own[name], -4.0)
        weights[name] = torch.cat([weights[name], fresh[known:]])
    net.load_state_dict(weights)
    return net, kept["cfg"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("weights")
    parser.add_argument("seconds", type=float)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--from", dest="start")
    parser.add_argument("--words", default="words")
    asked = parser.parse_args()
    text.load(asked.words)
    r, rs = random.Random(0), np.random.RandomState(0)
    torch.manual_seed(0)
    shares = [float(folder.split("=")[0]) for folder in asked.folders]
    sources = [shards(folder.split("=")[1], r, rs) for folder in asked.folders]
    net, shape = begun(asked.start)
    net = net.to(memory_format=torch.channels_last)
    mean, sets = copy.deepcopy(net), unseen()
    optimizer = torch.optim.AdamW(net.parameters(), RATE, betas=(0.9, 0.98), weight_decay=1e-2)
    print(f"{len(CHARS)} letters, before: {measured(mean, sets)}", flush=True)
    net.train()
    start, step, lines, due = time.time(), 0, 0, EVERY
    while (spent := time.time() - start) < asked.seconds:
        ink, classes, lengths = batch_of(next(r.choices(sources, shares)[0]), rs)
        for group in optimizer.param_groups:
            falling = 0.5 + 0.5 * np.cos(np.pi * spent / asked.seconds)
            group["lr"] = RATE * min(1, (step + 1) / WARM) * falling + 1e-5
        steps = net(ink.to(memory_format=torch.channels_last)).log_softmax(2)
        all_steps = torch.full((len(ink),), len(steps))
        loss = functional.ctc_loss(steps, classes, all_steps, lengths, zero_infinity=True)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        optimizer.step()
        step, lines = step + 1, lines + len(ink)
        # The mean of the last few hundred steps reads better than the last.
        kept = min(KEPT, (1 + step) / (20 + step))
        for slow, quick in zip(mean.state_dict().values(), net.state_dict().values()):
            slow.lerp_(quick, 1 - kept) if slow.dtype.is_floating_point else slow.copy_(quick)
        if spent > due:
            print(f"{spent:.0f} s, {lines} lines, loss {loss:.3f}, CER {measured(mean, sets)}", flush=True)
            torch.save({"w": mean.state_dict(), "cfg": shape}, asked.weights)
            due += EVERY
    print(f"{lines} lines, CER {measured(mean, sets)}")
    torch.save({"w": mean.state_dict(), "cfg": shape}, asked.weights)


if __name__ == "__main__":
    main()
