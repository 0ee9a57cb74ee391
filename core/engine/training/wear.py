"""What ink suffers between machine and paper, and what other ink comes over it."""
import cv2
import numpy as np
from PIL import Image, ImageDraw

import text
from draw import advance_of, put, uneven
from faces import FACES, font, has

GRAIN = np.random.RandomState(7).standard_normal((1200, 2400)).astype(np.float32)


def grain(rs, height, width):
    y, x = rs.randint(0, 1200 - height), rs.randint(0, 2400 - width)
    return GRAIN[y:y + height, x:x + width]


def worn(r, rs, mask, size, kind):
    height, width = mask.shape
    share = r.random()
    if kind == "type" and share < 0.12:  # a carbon copy: soft, grainy, clogged
        mask = np.clip(cv2.GaussianBlur(mask, (0, 0), size * r.uniform(0.02, 0.06)) * r.uniform(1.1, 1.8), 0, 1)
        rough = cv2.GaussianBlur(grain(rs, height, width), (0, 0), r.uniform(0.8, 2.0)) * 2.4
        return mask * np.clip(r.uniform(0.45, 0.75) + r.uniform(0.15, 0.45) * rough, 0.1, 0.9)
    if share < (0.2 if kind == "type" else 0.05):  # feet or heads of letters are missing
        down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
        down = down if r.random() < 0.6 else 1 - down
        reached = uneven(rs, 1, width, size * r.uniform(1, 4), r.uniform(0.4, 0.6), 1.15)
        mask = mask * np.clip((reached - down) * r.uniform(5, 10) + 0.35, 0.1, 1)
        return mask * np.clip(uneven(rs, height, width, size * r.uniform(0.05, 0.2), r.uniform(0.1, 0.5), 1.3), 0.1, 0.95)
    if share < 0.25 and kind != "hand":  # a ribbon nearly dry
        return mask * r.uniform(0.35, 0.6)
    return used(r, rs, mask, size, kind)


def used(r, rs, mask, size, kind):
    """A machine or a press in daily use; a pen has its own ways already."""
    height, width = mask.shape
    share = r.random()
    if kind == "type":
        if share < 0.35:  # clogged
            mask = np.clip(cv2.GaussianBlur(mask, (0, 0), size * r.uniform(0.012, 0.035)) * r.uniform(1.05, 1.6), 0, 1)
        elif share < 0.45:
            mask = cv2.dilate(mask, np.ones((2, 2), np.uint8))
        if r.random() < 0.6:  # the ribbon's weave
            mask = mask * np.clip(uneven(rs, height, width, r.uniform(1.5, 4), r.uniform(0, 0.7), 1.35), 0, 1)
        if r.random() < 0.35:
            mask = mask * uneven(rs, height, width, size * r.uniform(1.5, 6), r.uniform(0.25, 0.8), 1.0)
    elif kind == "print":
        if share < 0.12:
            mask = np.clip(cv2.GaussianBlur(mask, (0, 0), size * 0.02) * 1.4, 0, 1)
        elif share < 0.2 and size > 36:
            mask = cv2.erode(mask, np.ones((2, 2), np.uint8))
        elif share < 0.28:  # ink that spread: small letters run together
            mask = cv2.dilate(mask, np.ones((2, 2), np.uint8))
        if r.random() < 0.15:
            mask = mask * np.clip(uneven(rs, height, width, r.uniform(1.5, 4), r.uniform(0.1, 0.7), 1.3), 0, 1)
        if r.random() < 0.1:
            mask = mask * uneven(rs, height, width, size * 4, r.uniform(0.3, 0.8), 1.0)
    return mask


def seal(r, rs, height, width, em):
    """The part of a round seal that lies over a line: rings, letters along them, a line within."""
    radius = r.uniform(2.5, 7) * em
    x, y = r.uniform(-0.1, 1.1) * width, height / 2 + r.uniform(-1.05, 1.05) * radius
    ink = np.zeros((height, width), np.float32)
    thick = max(1, int(round(em * r.uniform(0.03, 0.09))))
    for share in (1, r.uniform(0.9, 0.95), r.uniform(0.6, 0.75)):
        if r.random() < 0.85:
            own = thick if share == 1 else max(1, thick - 1)
            cv2.circle(ink, (int(x * 8), int(y * 8)), int(radius * share * 8), 1.0, own, cv2.LINE_AA, 3)
    path, size = r.choice(FACES["print"][:40]), max(8, int(em * r.uniform(0.5, 0.95)))
    face = font(path, size // 2 * 2)
    ring, angle, turn = r.uniform(0.68, 0.82) * radius, r.uniform(0, 6.28), 1 if r.random() < 0.8 else -1
    for letter in text.line(r, 30, 60).upper():
        if not has(path, letter):
            continue
        advance = advance_of(path, size // 2 * 2, letter) * 1.1
        at = (x + ring * np.cos(angle), y + ring * np.sin(angle))
        if letter != " " and -size < at[0] < width + size and -size < at[1] < height + size:
            picture = Image.new("L", (2 * size, 2 * size), 0)
            ImageDraw.Draw(picture).text((size, size * 1.35), letter, font=face, fill=255, anchor="ms")
            turned = picture.rotate(-np.degrees(angle) - 90 * turn, Image.BILINEAR)
            put(ink, np.asarray(turned, np.float32) / 255, int(at[0]) - size, int(at[1]) - size)
        angle += turn * advance / ring
    if r.random() < 0.5:
        picture = Image.new("L", (width + 2 * size, height + 2 * size), 0)
        middle = (x + size, y + size + r.uniform(-1, 1) * em)
        ImageDraw.Draw(picture).text(middle, text.line(r, 5, 14), font=face, fill=255, anchor="ms")
        leaning = np.asarray(picture.rotate(r.uniform(-12, 12), Image.BILINEAR), np.float32)
        ink = np.maximum(ink, leaning[size:size + height, size:size + width] / 255)
    pad = uneven(rs, height, width, em * r.uniform(0.1, 0.5), r.uniform(-0.6, 0.4), 1.3)
    return np.clip(ink * np.clip(pad, 0, 1), 0, 1) * r.uniform(0.3, 0.95)


def stroke(r, height, width, em):
    """A signature's stroke across the line."""
    count = r.randint(3, 7)
    x, y = r.uniform(0, width), r.uniform(-0.5, 1.5) * height
    turns = []
    for _ in range(count):
        turns.append((x, y))
        x, y = x + r.gauss(0, 2.2) * em, y + r.gauss(0, 0.9) * em
    turns = np.array(turns)
    along = np.linspace(0, count - 1, 20 * count)
    place = np.clip(along.astype(int), 0, count - 2)
    share = (along - place)[:, None]
    share = share * share * (3 - 2 * share)
    line = turns[place] * (1 - share) + turns[place + 1] * share
    ink = np.zeros((height, width), np.float32)
    cv2.polylines(ink, [np.int32(line * 8)], False, 1.0, max(1, int(em * r.uniform(0.03, 0.1))), cv2.LINE_AA, 3)
    return ink * r.uniform(0.4, 1.0)
