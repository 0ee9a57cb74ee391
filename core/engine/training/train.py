"""train.py WEIGHTS SECONDS SHARE=FOLDER... [--short FOLDER] [--from WEIGHTS]: trains by the clock, on a GPU where there is
one. Lines are taken from the folders by their shares; shards that `lines.py` is still writing are taken as they come.

Prints a measure now and then: CER of lines in faces that no shard is set in."""
import argparse
import copy
import glob
import json
import os
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

WARM, KEPT = 300, 0.9993
# Of the time: short lines alone, until the net finds letters at all.
FIRST = 0.06
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"


def shards(folder, batch, r, rs):
    """Batches of lines of like length for ever, shard after shard, each as often as the others."""
    taken = {}
    while True:
        paths = glob.glob(folder + "/*[0-9].npz")
        if not paths:
            time.sleep(1)
            continue
        path = min(paths, key=lambda path: (taken.get(path, 0), r.random()))
        taken[path] = taken.get(path, 0) + 1
        shard = np.load(path)
        ink, widths, labels = shard["ink"], shard["widths"].astype(np.int64), shard["labels"]
        starts = np.concatenate([[0], np.cumsum(widths * scan.HEIGHT)])
        order = np.argsort(widths * (1 + 0.1 * rs.random_sample(len(widths))))
        batches = [order[start:start + batch] for start in range(0, len(order) - batch + 1, batch)]
        r.shuffle(batches)
        for own in batches:
            yield [(ink[starts[i]:starts[i + 1]].reshape(scan.HEIGHT, -1), str(labels[i])) for i in own]


def batch_of(lines, rs):
    width = max(ink.shape[1] for ink, _ in lines) + 16
    width += -width % 16
    batch = np.zeros((len(lines), 1, scan.HEIGHT, width), np.uint8)
    for place, (ink, _) in enumerate(lines):
        spare = width - ink.shape[1]
        start = rs.randint(0, spare + 1) if rs.random_sample() < 0.15 else rs.randint(0, min(8, spare + 1))
        own = batch[place, 0, :, start:start + ink.shape[1]]
        way = rs.random_sample()
        if way < 0.125:
            own[1:] = ink[:-1]
        elif way < 0.25:
            own[:-1] = ink[1:]
        else:
            own[:] = ink
    classes = [[CLASS[letter] for letter in label if letter in CLASS] for _, label in lines]
    return torch.from_numpy(batch), torch.tensor(sum(classes, [])), torch.tensor([len(own) for own in classes])


class Lines(torch.utils.data.IterableDataset):
    def __init__(self, folders, short, batch, until):
        self.folders, self.short, self.batch, self.until = folders, short, batch, until

    def __iter__(self):
        worker = torch.utils.data.get_worker_info()
        seed = worker.seed % 2**31 if worker else 0
        r, rs = random.Random(seed), np.random.RandomState(seed)
        shares = [float(folder.split("=")[0]) for folder in self.folders]
        sources = [shards(folder.split("=")[1], self.batch, r, rs) for folder in self.folders]
        first = shards(self.short, self.batch, r, rs) if self.short else None
        while True:
            source = first if first and time.time() < self.until else r.choices(sources, shares)[0]
            yield batch_of(next(source), rs)


def varied(batch):
    """Paler or darker, noise."""
    ink, count = batch.to(DEVICE, non_blocking=True).float() / 255, (len(batch), 1, 1, 1)

    def drawn(low, high, share, otherwise):
        value = torch.empty(count, device=DEVICE).uniform_(low, high)
        return torch.where(torch.rand(count, device=DEVICE) < share, value, torch.full_like(value, otherwise))

    ink = (ink * drawn(0.6, 1.15, 0.5, 1.0)).clamp(0, 1) ** drawn(0.7, 1.4, 0.5, 1.0)
    return ink + torch.randn_like(ink) * drawn(0, 0.06, 0.3, 0.0)


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
                read = texts(net(torch.from_numpy(padded[None, None]).to(DEVICE)))[0]
            wrong, letters = wrong + Levenshtein.distance(label, read), letters + len(label)
        cer[kind] = round(100 * wrong / letters, 2)
    return cer


def begun(path, shape):
    """The model to go on from; letters it did not know begin as unlikely."""
    if path is None:
        return Net(**shape), shape
    kept = torch.load(path)
    net, weights = Net(**kept["cfg"]), kept["w"]
    own, known = net.state_dict(), len(weights["out.bias"])
    for name in ("out.weight", "out.bias"):
        fresh = own[name] * 0.1 if name == "out.weight" else torch.full_like(own[name], -4.0)
        weights[name] = torch.cat([weights[name], fresh[known:]])
    net.load_state_dict(weights)
    return net, kept["cfg"]


def saved(net, shape, path):
    torch.save({"w": {name: value.cpu() for name, value in net.state_dict().items()}, "cfg": shape}, path + ".part")
    os.rename(path + ".part", path)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("weights")
    parser.add_argument("seconds", type=float)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--short")
    parser.add_argument("--from", dest="start")
    parser.add_argument("--words", default="words")
    parser.add_argument("--batch", type=int, default=256)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--shape", type=json.loads, default={})
    parser.add_argument("--every", type=float, default=120)
    asked = parser.parse_args()
    start = time.time()
    text.load(asked.words)
    torch.manual_seed(0)
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    net, shape = begun(asked.start, asked.shape)
    net = net.to(DEVICE, memory_format=torch.channels_last)
    mean, sets = copy.deepcopy(net), unseen()
    mean.rnn.flatten_parameters()
    optimizer = torch.optim.AdamW(net.parameters(), asked.rate, betas=(0.9, 0.98), weight_decay=1e-2)
    if asked.start:
        print(f"{len(CHARS)} letters, before: {measured(mean, sets)}", flush=True)
    lines_in = Lines(asked.folders, None if asked.start else asked.short, asked.batch, start + FIRST * asked.seconds)
    loader = iter(torch.utils.data.DataLoader(lines_in, batch_size=None, num_workers=2, prefetch_factor=8))
    net.train()
    step, lines, due = 0, 0, asked.every
    while (spent := time.time() - start) < asked.seconds:
        ink, classes, lengths = next(loader)
        for group in optimizer.param_groups:
            falling = 0.5 + 0.5 * np.cos(np.pi * spent / asked.seconds)
            group["lr"] = asked.rate * min(1, (step + 1) / WARM) * falling + 1e-5
        steps = net(varied(ink).contiguous(memory_format=torch.channels_last)).float().log_softmax(2)
        all_steps = torch.full((len(ink),), len(steps))
        loss = functional.ctc_loss(steps, classes.to(DEVICE), all_steps, lengths, zero_infinity=True)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        optimizer.step()
        step, lines = step + 1, lines + len(ink)
        # The mean of the last few hundred steps reads better than the last.
        kept = min(KEPT, (1 + step) / (20 + step))
        with torch.no_grad():
            for slow, quick in zip(mean.state_dict().values(), net.state_dict().values()):
                slow.lerp_(quick, 1 - kept) if slow.dtype.is_floating_point else slow.copy_(quick)
        if step % 200 == 0:
            print(f"{spent:.0f} s, {step} steps, {lines} lines, loss {loss.item():.3f}", flush=True)
        if spent > due:
            print(f"{spent:.0f} s, {lines} lines, CER {measured(mean, sets)}", flush=True)
            saved(mean, shape, asked.weights)
            due += asked.every
    saved(mean, shape, asked.weights)
    print(f"{step} steps, {lines} lines, CER {measured(mean, sets)}", flush=True)


if __name__ == "__main__":
    main()
