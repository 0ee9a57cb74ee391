"""Ink of a line, as machine, press or pen puts it down: a mask from 0 to 1, its text, and the row of its base line."""
from functools import lru_cache

import cv2
import numpy as np
from PIL import Image, ImageDraw

from faces import FACES, font, has, small_letter

# What a typist strikes for letters that the machine lacks.
STRUCK = {"і": "i", "І": "I", "ї": "ï", "Ї": "Ï", "ґ": "г", "Ґ": "Г", "№": "N", "«": '"', "»": '"', "—": "-", "ё": "ë",
          "Ё": "Ë"}
# Letters under whose arm a kerned face puts the point.
ARMS = "7ГТРУЧґFPTVYгтру"
MIRRORED = {"є": "э", "Є": "Э"}


def uneven(rs, height, width, cell, low, high):
    """A field of values between low and high that changes over `cell` pixels."""
    field = rs.random_sample((max(2, int(height / cell) + 2), max(2, int(width / cell) + 2))).astype(np.float32)
    return low + (high - low) * cv2.resize(field, (width, height), interpolation=cv2.INTER_LINEAR)


@lru_cache(60_000)
def key(path, size, letter):
    """One key of a typewriter on a cell of its own; None where the face has nothing like it."""
    face, shown, mirrored, horn = font(path, size), letter, False, False
    if not has(path, letter):
        if letter in MIRRORED:
            shown, mirrored = MIRRORED[letter], True
        else:
            shown, horn = STRUCK.get(letter, letter), letter in "ґҐ"
        if not has(path, shown):
            return None
    picture = Image.new("L", (int(size * 1.2) + 8, int(size * 1.6) + 6), 0)
    ImageDraw.Draw(picture).text((4, int(size * 1.1)), shown, font=face, fill=255, anchor="ls")
    mask = np.array(picture)
    if mirrored:
        advance = int(face.getlength(shown))
        mask[:, 4:4 + advance] = mask[:, 4:4 + advance][:, ::-1].copy()
    if horn:
        rows, columns = np.nonzero(mask > 100)
        thick = max(2, size // 12)
        top, right = rows.min(), columns.max()
        mask[max(0, top - int(size * 0.14)):top + thick, right - thick:right + 1] = 230
    return mask


@lru_cache(200_000)
def advance_of(path, size, letter):
    return font(path, size).getlength(letter)


def typed(r, rs, path, size, text):
    advance = font(path, size).getlength("н") * r.uniform(0.94, 1.08)
    loose = r.choice((0, 0.5, 1.0, 1.6)) * size / 40
    # A bent type bar strikes beside its place every time.
    bent = {letter: (r.gauss(0, loose * 0.7), r.gauss(0, loose)) for letter in set(text)}
    ink, varies = r.uniform(0.65, 1.0), r.choice((0.05, 0.2, 0.4))
    mask = np.zeros((int(size * 1.6) + 12, int(advance * len(text) + size * 1.5) + 12), np.float32)
    label = []
    for place, letter in enumerate(text):
        struck = None if letter == " " else key(path, size, letter)
        if letter != " " and struck is None:
            continue
        label.append(letter)
        if struck is None:
            continue
        x = int(round(4 + place * advance + bent[letter][0] + r.gauss(0, loose * 0.4)))
        y = max(0, int(round(3 + bent[letter][1] + r.gauss(0, loose * 0.4))))
        struck = struck.astype(np.float32) * (ink * (1 - varies * r.random()) / 255)
        if r.random() < 0.12:  # one side of the type is struck harder
            down = r.random() < 0.7
            side = np.linspace(r.uniform(0.25, 1), r.uniform(0.25, 1), struck.shape[0 if down else 1], dtype=np.float32)
            struck = struck * (side[:, None] if down else side[None])
        put(mask, struck, x, y)
        if r.random() < 0.008 and x > 3:  # struck twice
            put(mask, struck * 0.6, x - 3, y)
    return mask, "".join(label), 3 + int(size * 1.1)


def put(mask, ink, x, y):
    """Lays ink over a mask; what hangs over its edge is lost."""
    left, top = max(0, x), max(0, y)
    right, bottom = min(mask.shape[1], x + ink.shape[1]), min(mask.shape[0], y + ink.shape[0])
    if right > left and bottom > top:
        under = mask[top:bottom, left:right]
        np.maximum(under, ink[top - y:bottom - y, left - x:right - x], out=under)


def printed(r, rs, path, size, text):
    text = "".join(letter for letter in text if has(path, letter))
    face = font(path, size)
    # Most lines as the face is set, the others wider or tighter.
    gap = r.uniform(-0.03, 0.18) * size if r.random() < 0.12 else 0.0
    width = int(face.getlength(text) + max(0, gap) * len(text)) + 2 * size
    picture = Image.new("L", (width, int(size * 1.7)), 0)
    pen, base = ImageDraw.Draw(picture), int(size * 1.15)
    tucked = r.uniform(0.08, 0.2) * size if r.random() < 0.4 else 0.0
    if gap == 0.0 and tucked == 0.0:
        pen.text((size // 2, base), text, font=face, fill=255, anchor="ls")
    else:
        x = size / 2
        for letter, behind in zip(text, text[1:] + " "):
            pen.text((x, base), letter, font=face, fill=255, anchor="ls")
            x += advance_of(path, size, letter) + gap - (tucked if letter in ARMS and behind in ".," else 0)
    mask = otherwise(r, np.asarray(picture).astype(np.float32) / 255, size, base)
    return mask * r.uniform(0.75, 1.0), text, base


def otherwise(r, mask, size, base):
    """Now and then no face as it is: leaning, bolder, lighter. More faces than there are files of."""
    if r.random() < 0.12:
        lean = r.uniform(-0.12, 0.3)
        turn = np.float32([[1, -lean, lean * base], [0, 1, 0]])
        mask = cv2.warpAffine(mask, turn, (mask.shape[1], mask.shape[0]))
    if r.random() < 0.12:
        soft = cv2.GaussianBlur(mask, (0, 0), size * r.uniform(0.01, 0.03))
        middle = r.uniform(0.25, 0.62)
        mask = np.clip((soft - middle) * r.uniform(3, 6) + 0.5, 0, 1)
    return mask


def spelled(r, pen, at, paths, size, word):
    """A word letter by letter, as nobody's face is: of two hands, no letter as large or as high as the one before."""
    x, y = at
    for letter in word:
        path = next((path for path in (r.choice(paths), paths[0]) if has(path, letter)), paths[0])
        face = font(path, 2 * max(4, int(size * small_letter(paths[0]) / small_letter(path) * r.uniform(0.44, 0.56))))
        pen.text((x, y + r.gauss(0, 0.03) * size), letter, font=face, fill=255, anchor="ls")
        x += face.getlength(letter) + r.gauss(-0.01, 0.025) * size
    return x - at[0]


def written(r, rs, path, size, text):
    """Words on a drifting base line, letters of uneven width, slant and ink."""
    text = "".join(letter for letter in text if has(path, letter))
    face, base = font(path, size), int(size * 1.4)
    space = face.getlength(" ") * r.uniform(0.8, 1.6)
    picture = Image.new("L", (int(face.getlength(text) * 1.6 + size * 3), int(size * 2.2)), 0)
    pen, x, drift = ImageDraw.Draw(picture), size * 0.6, 0.0
    paths = [path, r.choice(FACES["hand"])] if r.random() < 0.3 else None
    for word in text.split(" "):
        if paths:
            x += spelled(r, pen, (x, base + drift), paths, size, word)
        else:
            pen.text((int(x), int(base + drift)), word, font=face, fill=255, anchor="ls")
            x += face.getlength(word)
        x += space * r.uniform(0.7, 1.3)
        drift += r.gauss(0, 0.025) * size
    mask = np.asarray(picture)[:, :int(x + size * 0.6)]
    height, before = mask.shape
    stretch, shake = r.uniform(0.86, 1.14), size * r.uniform(0, 0.055)
    width = int(before / stretch) + size
    _, down = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    pace = uneven(rs, 1, width, size * r.uniform(0.5, 1.4), 1 - r.uniform(0.02, 0.28), 1 + r.uniform(0.02, 0.28))[0]
    along = np.cumsum(pace).astype(np.float32)
    across = (along * (width * stretch / along[-1]) - size * 0.3)[None] + np.zeros((height, 1), np.float32)
    across = across + r.uniform(-0.22, 0.28) * (down - base)
    across = across + uneven(rs, height, width, size * r.uniform(0.35, 0.8), -shake, shake)
    down = down + uneven(rs, height, width, size * r.uniform(0.4, 1.0), -shake * 1.2, shake * 1.2)
    down = down + uneven(rs, 1, width, size * 3, -size * 0.07, size * 0.07)
    mask = cv2.remap(mask, across.astype(np.float32), down.astype(np.float32), cv2.INTER_LINEAR, borderValue=0)
    nib = r.random()
    if nib < 0.25:
        mask = cv2.dilate(mask, np.ones((2, 2), np.uint8))
    elif nib < 0.33 and size > 34:  # a felt pen
        mask = cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3)))
    elif nib < 0.48 and size > 34:
        mask = cv2.erode(mask, np.ones((2, 2), np.uint8))
    pressed = np.clip(uneven(rs, height, width, size * 0.5, r.uniform(0.3, 0.8), 1.25), 0, 1)
    return mask.astype(np.float32) / 255 * pressed * r.uniform(0.6, 1.0), text, base


DRAWN = {"type": typed, "print": printed, "hand": written}
