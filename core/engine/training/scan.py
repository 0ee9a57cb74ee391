"""A line on paper, under other ink, scanned, cut out as the engine cuts lines, and as the model sees it."""
import cv2
import numpy as np

import text
from draw import DRAWN, uneven
from faces import FACES, small_letter
from wear import grain, seal, stroke, worn

# As in `structure/size.rs` and `models/line.toml`.
SMALL_IN_EM = 0.48
ABOVE, BELOW, HEIGHT = 0.83, 0.33, 32
WIDEST = 2_300
QUALITIES = ((12, 40), (30, 92), (30, 92), (30, 92))

# Lines seen before: the other side of the sheet, the line above or below.
others = []


def line(r, rs, kind, words, faces=None):
    """A scan of the words, grey, and what can be read there; None where nothing came of it."""
    small = r.random() < 0.12 and kind != "hand"
    em = r.uniform(11, 17) if small else r.uniform(17, 40)
    drawn = piece(r, rs, kind, words, r.choice(FACES[faces or kind]), em)
    if drawn is None:
        return None
    if faces is None and kind == "print" and r.random() < 0.22:
        drawn = filled_in(r, rs, drawn, em) or drawn
    mask, label, base = drawn
    label = " ".join(label.split())
    picture = scanned(r, rs, mask, base, em, r.choice((0.15, 0.5, 1.0, 1.0))) if label else None
    return None if picture is None else (picture, label)


def piece(r, rs, kind, words, path, em):
    if kind == "type" and r.random() < 0.85:
        words = words.translate(str.maketrans({"«": '"', "»": '"', "—": "-"}))
    size = 2 * max(5, int(em * SMALL_IN_EM / small_letter(path) / 2 + 0.5))
    if size > 80:
        return None
    mask, label, base = DRAWN[kind](r, rs, path, size, words)
    if mask.shape[1] > WIDEST:
        return None
    return worn(r, rs, mask, size, kind), label, base


def filled_in(r, rs, label, em):
    """A printed label with what was put behind it."""
    kind = r.choice(("hand", "hand", "type", "print"))
    path = r.choice(FACES[kind])
    other = piece(r, rs, kind, text.line(r, 3, 16), path, em * r.uniform(0.85, 1.25))
    if other is None or not other[1].strip():
        return None
    inked = [np.flatnonzero(mask.max(0) > 0.1) for mask, _, _ in (label, other)]
    if not all(len(columns) for columns in inked):
        return None
    one, one_base = label[0][:, :inked[0][-1] + 2], label[2]
    two, two_base = other[0][:, max(0, inked[1][0] - 1):], other[2] + int(r.gauss(-0.05, 0.08) * em)
    gap = int(em * r.uniform(0.3, 1.2))
    above, below = max(one_base, two_base), max(one.shape[0] - one_base, two.shape[0] - two_base)
    both = np.zeros((above + below, one.shape[1] + gap + two.shape[1]), np.float32)
    both[above - one_base:above - one_base + one.shape[0], :one.shape[1]] = one
    both[above - two_base:above - two_base + two.shape[0], one.shape[1] + gap:] = two
    return both, f"{label[1].strip()} {other[1].strip()}", above


def inked(mask):
    rows, columns = np.flatnonzero(mask.max(1) > 0.12), np.flatnonzero(mask.max(0) > 0.12)
    return None if min(len(rows), len(columns)) < 3 else (rows[0], rows[-1], columns[0], columns[-1])


def leaning(r, mask, base, em):
    height, width = mask.shape
    slope = np.tan(np.radians(r.uniform(-0.7, 0.7) * (0.4 if width > 14 * em else 1.0)))
    pad = int(abs(slope) * width / 2) + 2
    mask = cv2.copyMakeBorder(mask, pad, pad, 0, 0, cv2.BORDER_CONSTANT)
    turn = np.float32([[1, 0, 0], [slope, 1, -slope * width / 2]])
    return cv2.warpAffine(mask, turn, (width, mask.shape[0])), base + pad


def cut(r, mask, base, em, box):
    """The line's crop and the row of its base line there."""
    top_ink, bottom_ink, left, right = box
    way = r.random()
    if way < 0.72:  # by base line and size, as the engine does, both a little wrong
        size = em * float(np.clip(r.gauss(1, 0.07), 0.82, 1.25))
        at = base + r.gauss(0, 0.03) * em
        top = at - min(ABOVE * size, max(at - top_ink, 0.5 * size) + 0.35 * size)
        bottom = at + min(BELOW * size, max(bottom_ink - at, 0) + 0.25 * size)
    elif way < 0.86:  # by the ink
        top, bottom = top_ink - r.uniform(-0.02, 0.25) * em, bottom_ink + r.uniform(-0.02, 0.25) * em
    else:
        middle = (top_ink + bottom_ink) / 2
        half = max((bottom_ink - top_ink) / 2, em * 0.5) * r.uniform(1.0, 1.3)
        top, bottom = middle - half + r.uniform(-0.08, 0.08) * em, middle + half
    left, right = int(left - r.uniform(0, 0.5) * em), int(right + r.uniform(0.02, 0.5) * em) + 1
    top, bottom = int(round(top)), int(round(bottom))
    pads = (max(0, -top), max(0, bottom - mask.shape[0]), max(0, -left), max(0, right - mask.shape[1]))
    mask = cv2.copyMakeBorder(mask, *pads, cv2.BORDER_CONSTANT)
    return mask[top + pads[0]:bottom + pads[0], left + pads[2]:right + pads[2]].copy(), base - top


def ruled(r, mask, base, em, hard):
    """Rules, leaders, sides of cells, feet of the line above."""
    height, width = mask.shape
    share, dark = r.random() / max(hard, 0.3), r.uniform(0.4, 1.0)
    ends = (int(r.uniform(-0.5, 0.4) * width), int(r.uniform(0.5, 1.5) * width))
    if share < 0.07:
        y = r.choice((r.uniform(0, 0.08), r.uniform(0.84, 1.0))) * (height - 1)
        cv2.line(mask, (ends[0], int(y)), (ends[1], int(y + r.uniform(-2, 2))), dark, r.choice((1, 1, 2, 3)))
    elif share < 0.12:
        y = base + r.uniform(0.02, 0.2) * em
        if r.random() < 0.5:
            cv2.line(mask, (ends[0], int(y)), (ends[1], int(y + r.uniform(-2, 2))), dark, r.choice((1, 1, 2)))
        else:
            for x in np.arange(ends[0], ends[1], r.uniform(0.12, 0.3) * em):
                dot = int(em * r.uniform(0.02, 0.05) * 8)
                cv2.circle(mask, (int(x * 8), int(y * 8)), dot, dark, -1, cv2.LINE_AA, 3)
    if share < 0.03 or 0.10 < share < 0.14:
        x = r.choice((r.uniform(0, 0.25 * em), width - r.uniform(0, 0.25 * em), r.uniform(0, width)))
        cv2.line(mask, (int(x), 0), (int(x + r.uniform(-2, 2)), height), dark, r.choice((1, 1, 2, 3)))
    if 0.14 < share < 0.22 and others:
        other = r.choice(others)
        rows, reach = int(height * r.uniform(0.05, 0.2)), min(width, other.shape[1])
        if other.shape[0] > rows > 0:
            above = r.random() < 0.5
            here = mask[:rows, :reach] if above else mask[-rows:, :reach]
            np.maximum(here, other[-rows:, :reach] if above else other[:rows, :reach], out=here)


def copied(r, rs, picture, paper, dark):
    """A copy of a copy: black and white, spread or eaten, then scanned."""
    height, width = picture.shape
    limit = paper - (paper - dark) * r.uniform(0.3, 0.6)
    rough = grain(rs, height, width) * r.uniform(0, 0.12) * (paper - dark)
    soft = cv2.GaussianBlur(picture, (0, 0), r.uniform(0.4, 0.9)) + rough
    copy = np.where(soft > limit, 250.0, r.uniform(20, 80)).astype(np.float32)
    way = r.random()
    if way < 0.25:
        copy = cv2.erode(copy, np.ones((2, 2), np.uint8))
    elif way < 0.4:
        copy = cv2.dilate(copy, np.ones((2, 2), np.uint8))
    if r.random() < 0.5:
        specks = int(height * width * r.uniform(0.0005, 0.004))
        copy[rs.randint(0, height, specks), rs.randint(0, width, specks)] = 40.0
    return cv2.GaussianBlur(copy, (0, 0), r.uniform(0.35, 0.9))


def scanned(r, rs, mask, base, em, hard):
    if inked(mask) is None:
        return None
    if r.random() < 0.5:
        mask, base = leaning(r, mask, base, em)
    box = inked(mask)
    if box is None:
        return None
    mask, base = cut(r, mask, base, em, box)
    height, width = mask.shape
    if height < 7 or width < 8 or width > WIDEST or height > 300:
        return None
    own = mask.copy()
    ruled(r, mask, base, em, hard)
    if r.random() < 0.2 * hard and others:  # the other side of the sheet
        behind = np.roll(cv2.resize(r.choice(others), (width, height))[:, ::-1], r.randrange(width), 1)
        soft = cv2.GaussianBlur(behind, (0, 0), em * r.uniform(0.02, 0.09))
        mask = np.maximum(mask, soft * r.uniform(0.08, 0.35))
    over = r.random()
    if over < 0.17:
        ink = seal(r, rs, height, width, em)
        mask = np.maximum(mask, ink) if r.random() < 0.6 else 1 - (1 - mask) * (1 - ink)
    elif over < 0.24:
        mask = np.maximum(mask, stroke(r, height, width, em))
    if len(others) < 300:
        others.append(own)
    elif r.random() < 0.1:
        others[r.randrange(300)] = own
    return photographed(r, rs, mask, em, hard)


def dithered(r, rs, picture):
    """Black and white by a scanner that makes greys of dots: small or pale letters are left as dots."""
    height, width = picture.shape
    if r.random() < 0.5:
        cell = r.choice((2, 3, 4))
        order = rs.permutation(cell * cell).reshape(cell, cell).astype(np.float32) / (cell * cell)
        limit = np.tile(order, (height // cell + 1, width // cell + 1))[:height, :width]
    else:
        limit = rs.random_sample((height, width)).astype(np.float32)
    low, high = np.percentile(picture, (2, 85))
    middle, reach = low + (high - low) * r.uniform(0.5, 0.8), (high - low) * r.uniform(0.3, 0.8)
    dots = np.where(picture > middle + (limit - 0.5) * reach, 255.0, 0.0).astype(np.float32)
    return cv2.GaussianBlur(dots, (0, 0), r.uniform(0.4, 0.8)) if r.random() < 0.6 else dots


def spoiled(r, rs, picture, em):
    """What paper and scanner do now and then: coarse grain, a shaken sheet, a fold, a stain."""
    height, width = picture.shape
    way = r.random()
    if way < 0.35:
        size = r.uniform(0.7, 2.2)
        coarse = cv2.GaussianBlur(grain(rs, height, width), (0, 0), size) * size * 3
        return picture + coarse * r.uniform(5, 28)
    if way < 0.55:
        length = r.choice((3, 3, 5))
        trace = np.zeros((length, length), np.float32)
        turn = r.choice((0, 1, 2))
        if turn == 2:
            np.fill_diagonal(trace, 1 / length)
        else:
            trace[(length // 2, slice(None)) if turn else (slice(None), length // 2)] = 1 / length
        return cv2.filter2D(picture, -1, trace)
    if way < 0.8:
        x = r.uniform(0, width)
        ends = ((int(x), 0), (int(x + r.gauss(0, 0.2) * height), height))
        if r.random() < 0.5:
            ends = ((0, int(r.uniform(0, height))), (width, int(r.uniform(0, height))))
        fold = np.zeros((height, width), np.float32)
        cv2.line(fold, *ends, 1.0, r.choice((1, 1, 2, 3)), cv2.LINE_AA)
        return picture + cv2.GaussianBlur(fold, (0, 0), r.uniform(0.5, 1.2)) * r.uniform(-110, 110)
    stain = uneven(rs, height, width, em * r.uniform(0.5, 3), -1.5, 1.0)
    return picture * (1 - np.clip(stain, 0, 1) * r.uniform(0.1, 0.45))


def photographed(r, rs, mask, em, hard):
    height, width = mask.shape
    paper = r.uniform(170, 255)
    pale = r.random() >= 0.75 and hard >= 0.5
    dark = r.uniform(90, min(165, paper - 25)) if pale else r.uniform(10, 90)
    picture = paper - (paper - dark) * np.clip(mask, 0, 1)
    if r.random() < 0.5:
        picture = picture * uneven(rs, height, width, max(8, em * r.uniform(1, 6)), 1 - r.uniform(0.02, 0.18) * hard, 1.0)
    soft = r.uniform(0.25, 0.6) if r.random() < 0.5 else r.uniform(0.5, 1.4) * (0.4 + 0.6 * hard) * em / 40
    picture = cv2.GaussianBlur(picture.astype(np.float32), (0, 0), soft)
    if r.random() < 0.06 * (hard + 0.3):
        picture = copied(r, rs, picture, paper, dark)
    if r.random() < 0.15 * (hard + 0.2):
        picture = spoiled(r, rs, picture, em).astype(np.float32)
    if r.random() < 0.85:
        noise = grain(rs, height, width)
        if r.random() < 0.4:
            noise = cv2.GaussianBlur(noise, (0, 0), 0.8) * 1.8
        picture = picture + noise * r.choice((2, 4, 7, 11)) * (0.3 + 0.7 * hard)
    if r.random() < 0.1 * hard:
        specks = int(height * width * r.uniform(0.0003, 0.004))
        picture[rs.randint(0, height, specks), rs.randint(0, width, specks)] = r.choice((20.0, 60.0, 240.0))
    picture = np.clip(picture, 0, 255).astype(np.uint8)
    way = r.random()
    if way < 0.02 * hard:
        return np.clip(dithered(r, rs, picture), 0, 255).astype(np.uint8)
    if way < 0.12 * hard + 0.03:  # a bitonal scan
        limit = cv2.blur(picture, (51, 51)).astype(np.float32) * r.uniform(0.74, 0.92)
        return np.where(picture > limit, 255, 0).astype(np.uint8)
    if way < 0.5:
        packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, r.randint(*r.choice(QUALITIES))])[1]
        return cv2.imdecode(packed, 0)
    return picture


def seen(picture, stretch=1.0):
    """What the model is given of a crop, as `readers/model.rs` makes it: ink 255, paper 0."""
    height, width = picture.shape
    factor = HEIGHT / height
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
    scaled = cv2.resize(picture, (max(8, int(width * factor * stretch)), HEIGHT), interpolation=way)
    upto = np.cumsum(np.bincount(scaled.ravel(), minlength=256))
    ink, paper = (int(np.searchsorted(upto, int(share * scaled.size), "right")) for share in (0.01, 0.80))
    return np.clip((paper - scaled.astype(np.float32)) * (255 / max(24, paper - ink)), 0, 255).astype(np.uint8)
