"""The line model: a small residual CNN that folds 32 rows to one step every 4 columns, two bidirectional LSTMs, CTC."""
import torch
from torch import nn

from text import CHARS


def folded(into, out, size=3, step=1):
    return nn.Sequential(nn.Conv2d(into, out, size, step, size // 2, bias=False), nn.BatchNorm2d(out), nn.ReLU(True))


class Res(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.a, self.b = folded(width, width), nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.n = nn.BatchNorm2d(width)

    def forward(self, x):
        return torch.relu(x + self.n(self.b(self.a(x))))


class Net(nn.Module):
    """Ink (n, 1, 32, w) from 0 to 1 in, logits (w / 4, n, classes) out. `shape` is kept with the weights."""

    def __init__(self, ch=(16, 48, 96), feat=192, hid=192, drop=0.1, **_):
        super().__init__()
        one, two, three = ch
        self.cnn = nn.Sequential(
            folded(1, one, 5, 2), folded(one, two, 3, 2), Res(two), folded(two, three, 3, (2, 1)), Res(three),
        )
        self.flat = nn.Sequential(nn.Conv2d(three, feat, (4, 1), bias=False), nn.BatchNorm2d(feat), nn.ReLU(True))
        self.drop = nn.Dropout(drop)
        self.rnn = nn.LSTM(feat, hid, 2, bidirectional=True, dropout=drop)
        self.out = nn.Linear(2 * hid, len(CHARS) + 1)

    def forward(self, x):
        x = self.flat(self.cnn(x)).squeeze(2).permute(2, 0, 1)
        x, _ = self.rnn(self.drop(x))
        return self.out(self.drop(x))


def texts(steps):
    """The best path of logits or log-probabilities, repeats folded."""
    out = []
    for path in steps.argmax(2).T.tolist():
        text, before = "", 0
        for letter in path:
            if letter and letter != before:
                text += CHARS[letter - 1]
            before = letter
        out.append(text)
    return out
