"""The faces that lines are set in: those of Debian's packages, and web faces that `fetch_faces` brings."""
import glob
import os
from functools import lru_cache

from fontTools.ttLib import TTFont
from PIL import ImageFont

SYSTEM = "/usr/share/fonts/"
FETCHED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "faces/")
HAVE = {os.path.basename(path): path for path in glob.glob(SYSTEM + "**/*.[to]tf", recursive=True)}
HAVE.update({os.path.basename(path): path for path in glob.glob(FETCHED + "*.[to]tf")})
LETTERS = "абвгєіїйщьюяыэъАЇЄ0123456789,"


@lru_cache(None)
def letters(path):
    """Code points of the face."""
    return frozenset(TTFont(path, lazy=True).getBestCmap())


def has(path, letter):
    return ord(letter) in letters(path)


@lru_cache(400)
def font(path, size):
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(None)
def small_letter(path):
    """Height of a small letter in the face's own em."""
    return max(3, -font(path, 40).getbbox("н", anchor="ls")[1]) / 40


def system(names):
    """Those installed; a typewriter without і ї є ґ stays, its letters are composed."""
    return [HAVE[name] for name in names.split() if name in HAVE]


def fetched(names, italic=True):
    found = []
    for name in names.split():
        for weight in ("400", "700"):
            for style in ("normal", "italic") if italic else ("normal",):
                path = HAVE.get(f"{name}-{weight}-{style}.ttf")
                if path and all(has(path, letter) for letter in LETTERS):
                    found.append(path)
    return found


FACES = {
    "type": system("GNUTypewriter.ttf") * 8
    + system("""FreeMono.ttf FreeMonoBold.ttf LiberationMono-Regular.ttf LiberationMono-Bold.ttf PTM55F.ttf PTM75F.ttf
        DejaVuSansMono.ttf DejaVuSansMono-Bold.ttf monou___.ttf monou___.ttf schou___.ttf NotoMono-Regular.ttf
        NotoSansMono-Regular.ttf NotoSansMono-Bold.ttf NimbusMonoPS-Regular.otf NimbusMonoPS-Bold.otf cmuntt.ttf
        cmuntb.ttf cmunvt.ttf cmuntx.ttf cmunbtl.ttf cmunbto.ttf cmunst.ttf""")
    + fetched("""ibm-plex-mono roboto-mono cousine overpass-mono ubuntu-mono fira-mono source-code-pro jetbrains-mono
        martian-mono noto-sans-mono roboto-slab podkova pt-mono ubuntu-sans-mono geist-mono fira-code cascadia-code
        cascadia-mono""", italic=False),
    "print": system("""LiberationSerif-Regular.ttf LiberationSerif-Bold.ttf LiberationSerif-Italic.ttf
        LiberationSerif-BoldItalic.ttf LiberationSans-Regular.ttf LiberationSans-Bold.ttf LiberationSans-Italic.ttf
        LiberationSansNarrow-Regular.ttf LiberationSansNarrow-Bold.ttf FreeSerif.ttf FreeSerifBold.ttf
        FreeSerifItalic.ttf FreeSans.ttf FreeSansBold.ttf PTF55F.ttf PTF56F.ttf PTF75F.ttf PTF76F.ttf PTS55F.ttf
        PTS56F.ttf PTS75F.ttf PTN57F.ttf PTN77F.ttf PTC55F.ttf PTC75F.ttf PTZ55F.ttf NotoSerif-Regular.ttf
        NotoSerif-Bold.ttf NotoSerif-Italic.ttf NotoSans-Regular.ttf NotoSans-Bold.ttf NotoSansDisplay-Regular.ttf
        NotoSerifDisplay-Regular.ttf NotoSerifDisplay-Bold.ttf NimbusRoman-Regular.otf NimbusRoman-Bold.otf
        NimbusRoman-Italic.otf NimbusSans-Regular.otf NimbusSans-Bold.otf NimbusSansNarrow-Regular.otf
        NimbusSansNarrow-Bold.otf URWBookman-Light.otf URWBookman-Demi.otf URWBookman-LightItalic.otf
        URWGothic-Book.otf URWGothic-Demi.otf P052-Roman.otf P052-Bold.otf P052-Italic.otf C059-Roman.otf
        C059-Bold.otf C059-Italic.otf OldStandard-Regular.ttf OldStandard-Bold.ttf OldStandard-Italic.ttf
        DejaVuSans.ttf DejaVuSans-Bold.ttf DejaVuSansCondensed.ttf DejaVuSerif.ttf DejaVuSerif-Bold.ttf
        DejaVuSerif-Italic.ttf DejaVuSerifCondensed.ttf booku___.ttf bookub__.ttf bookui__.ttf gothu___.ttf
        gothub__.ttf pallu___.ttf pallub__.ttf pallui__.ttf romau___.ttf romaub__.ttf romaui__.ttf sanscu__.ttf
        sanscub_.ttf sansu___.ttf sansub__.ttf sansui__.ttf schou___.ttf schoub__.ttf schoui__.ttf cmunrm.ttf
        cmunti.ttf cmunbx.ttf cmunsl.ttf cmunss.ttf cmunsx.ttf cmunorm.ttf cmunobx.ttf cmunui.ttf cmunssdc.ttf
        cmunci.ttf""")
    + fetched("""tinos arimo alice bitter cormorant-garamond eb-garamond ibm-plex-sans ibm-plex-serif jura kelly-slab
        kurale ledger literata lora merriweather oranienbaum oswald philosopher playfair-display podkova prata
        pt-sans-caption pt-serif-caption roboto-slab rubik source-serif-4 spectral tenor-sans yeseva-one forum
        gabriela advent-pro alegreya alegreya-sans alegreya-sc alumni-sans andika arsenal bona-nova
        brygada-1918 carlito charis-sil comfortaa commissioner cormorant cormorant-sc cuprum days-one didact-gothic
        exo-2 fira-sans fira-sans-condensed fira-sans-extra-condensed gentium-book-plus geologica golos-text
        inter-tight istok-web libre-franklin m-plus-1p m-plus-rounded-1c manrope marmelad montserrat mulish
        noto-sans noto-serif noto-serif-display nunito nunito-sans old-standard-tt onest open-sans overpass piazzolla
        play playfair-display-sc poiret-one pt-sans pt-sans-narrow pt-serif raleway roboto roboto-condensed ruda
        russo-one scada sofia-sans sofia-sans-condensed source-sans-3 spectral-sc stix-two-text ubuntu
        ubuntu-condensed wix-madefor-display wix-madefor-text yanone-kaffeesatz ysabeau"""),
    "hand": system("SteveHand.ttf SteveHand.ttf chanui__.ttf Z003-MediumItalic.otf cmunci.ttf cmunvi.ttf cmunui.ttf")
    + fetched("""caveat neucha pangolin shantell-sans great-vibes comforter comforter-brush pacifico lobster amatic-sc
        playpen-sans balsamiq-sans bad-script""") * 2
    + fetched("cormorant-infant comic-relief caveat great-vibes comforter neucha bad-script"),
    # No shard of invented lines is set in these: the measure. (Generated dossiers have lines in Marck Script.)
    "type_unseen": fetched("anonymous-pro victor-mono"),
    "print_unseen": fetched("vollkorn inter el-messiri"),
    "hand_unseen": fetched("marck-script"),
}
