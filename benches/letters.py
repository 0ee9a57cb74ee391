"""How well any program read the pages of dossiers whose truth is known, by one measure for all programs. Prints the
cells of a row: printed and typed letters wrong, in per cent, on clean, normal, poor and turned pages, and the F1 of words.

    letters.py READ TRUTH...

TRUTH is a dossier's truth file. READ holds, for each dossier, a folder of its pages in order (ALTO or text), or one text
with a form feed between pages.

A true piece of text is looked for wherever it fits best on its page, so the order of reading costs nothing. Text of one
piece may serve another too, and pieces of three letters or fewer are to be found anywhere: they are left out.
"""

import collections
import json
import pathlib
import re
import sys
import unicodedata
import xml.etree.ElementTree

CLASSES = ["clean", "normal", "poor", "turned"]
SHORTEST = 4
ONE_SHAPE = str.maketrans("’ʼ‘`´′«»“”„–—−№|_", "''''''\"\"\"\"\"---N  ")


def folded(text):
    """Signs that mean one thing in one shape, lines and leaders of forms dropped, white space single; case is kept."""
    text = unicodedata.normalize("NFC", text).translate(ONE_SHAPE)
    return " ".join(re.sub(r"\.{2,}(?=\s|$)", " ", text).split())


def words(text):
    return collections.Counter(re.findall(r"\w+", text))


def pages_read(read, dossier):
    """The text of each page."""
    if (folder := read / dossier).is_dir():
        return [page_read(page) for page in sorted(folder.iterdir())]
    text = (read / f"{dossier}.txt").read_text(encoding="utf-8")
    return [folded(page) for page in text.split("\f")]


def page_read(page):
    if page.suffix != ".xml":
        return folded(page.read_text(encoding="utf-8"))
    strings = xml.etree.ElementTree.parse(page).iterfind(".//{*}String")
    return folded(" ".join(string.get("CONTENT") for string in strings))


def errors(piece, text):
    """Edits between the piece and the stretch of the text that is most like it, by bits of whole numbers (Myers 1999)."""
    stands = {}
    for place, letter in enumerate(piece):
        stands[letter] = stands.get(letter, 0) | 1 << place
    every, last = (1 << len(piece)) - 1, 1 << len(piece) - 1
    more, less = every, 0
    best = now = len(piece)
    for letter in text:
        here = stands.get(letter, 0)
        across = ((here & more) + more ^ more) | here
        up, down = less | ~(across | more) & every, more & across
        now += bool(up & last) - bool(down & last)
        best = min(best, now)
        up, down = up << 1, down << 1
        more, less = (down | ~(here | less | up)) & every, up & (here | less)
    return best


def main():
    read = pathlib.Path(sys.argv[1])
    wrong, letters = collections.Counter(), collections.Counter()
    wanted = given = found = right = 0
    for file in sys.argv[2:]:
        truth = json.loads(pathlib.Path(file).read_text(encoding="utf-8"))
        texts = pages_read(read, truth["dossier"])
        if len(texts) != len(truth["pages"]):
            sys.exit(f"{truth['dossier']}: {len(texts)} pages were read, {len(truth['pages'])} are true")
        for page, text in zip(truth["pages"], texts):
            if page["separator"]:
                continue  # a sheet for machines: whether its words are read is nobody's concern
            kind = "turned" if page["rotation"] else page["quality"]
            pieces = [(line["script"], folded(line["text"])) for line in page["lines"]]
            machine = [piece for script, piece in pieces if script in ("printed", "typed")]
            for piece in machine:
                if len(piece) >= SHORTEST:
                    wrong[kind] += errors(piece, text)
                    letters[kind] += len(piece)
            # What a hand or a stamp put there need not be read, and is no mistake where it was.
            ours, all_words, words_read = words(" ".join(machine)), words(" ".join(p for _, p in pieces)), words(text)
            wanted, found = wanted + ours.total(), found + (ours & words_read).total()
            given, right = given + words_read.total(), right + (all_words & words_read).total()
    cells = [f"{100 * wrong[kind] / letters[kind]:.1f}" if letters[kind] else "–" for kind in CLASSES]
    recall, precision = found / max(wanted, 1), right / max(given, 1)
    cells.append(f"{200 * recall * precision / max(recall + precision, 1e-9):.1f}")
    print(" | ".join(cells))


if __name__ == "__main__":
    main()
