"""fetch_faces.py: makes the web faces of node_modules (`npm install` here) into whole faces under faces/.

A web face comes as a file for each script; figures stand in the Latin one."""
import glob
import os

from fontTools import merge
from fontTools.ttLib import TTFont

HERE = os.path.dirname(os.path.abspath(__file__))
# Tables a drawn line has no use for, and which do not merge.
DROPPED = """GSUB GPOS GDEF kern DSIG hdmx VDMX LTSH gasp fpgm prep BASE STAT meta MATH vhea vmtx VORG FFTM""".split() + ["cvt "]


def bare(path, place):
    face = TTFont(path)
    face.flavor = None
    for table in DROPPED:
        if table in face:
            del face[table]
    out = os.path.join(HERE, "faces", f"part-{place}.tmp")
    face.save(out)
    return out


def main():
    os.makedirs(os.path.join(HERE, "faces"), exist_ok=True)
    for cyrillic in sorted(glob.glob(os.path.join(HERE, "node_modules/@fontsource/*/files/*-cyrillic-[47]00-*.woff"))):
        latin, name = cyrillic.replace("-cyrillic-", "-latin-"), os.path.basename(cyrillic).replace("-cyrillic-", "-")
        if not os.path.exists(latin):
            continue
        try:
            whole = merge.Merger().merge([bare(latin, 0), bare(cyrillic, 1)])
        except (AttributeError, AssertionError, KeyError, TypeError) as trouble:
            print(name, "does not merge:", trouble)
            continue
        whole.save(os.path.join(HERE, "faces", name.replace(".woff", ".ttf")))
    for part in glob.glob(os.path.join(HERE, "faces", "part-*.tmp")):
        os.remove(part)


if __name__ == "__main__":
    main()
