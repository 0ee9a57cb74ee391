//! PDFs with the things that scanning programs, forms and old converters put into them, written object by object.

/// Objects from number 1, each without its `obj` and `endobj`; number 1 is the catalogue.
pub fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", number + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|place| out.extend(format!("{place:010} 00000 n \n").bytes()));
    let size = objects.len() + 1;
    out.extend(format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").bytes());
    out
}

fn stream(dictionary: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("<< {dictionary} /Length {} >>\nstream\n", body.len());
    [head.as_bytes(), body, b"\nendstream"].concat()
}

/// The page's size in points at 200 dpi: 1000 × 420 pixels.
const PAPER: (f32, f32) = (360.0, 151.2);

/// A document of one page: its own entries, its contents, and further objects from number 5 on.
fn one(page: &str, catalogue: &str, contents: &str, more: Vec<Vec<u8>>) -> Vec<u8> {
    let mut objects = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {catalogue} >>").into_bytes(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /Contents 4 0 R {page} >>").into_bytes(),
        stream("", contents.as_bytes()),
    ];
    objects.extend(more);
    pdf(&objects)
}

fn picture(jpeg: &[u8], size: (u32, u32)) -> Vec<u8> {
    let facts = format!(
        "/Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace /DeviceGray /BitsPerComponent 8 \
         /Filter /DCTDecode",
        size.0, size.1
    );
    stream(&facts, jpeg)
}

fn media_box(width: f32, height: f32) -> String {
    format!("/MediaBox [0 0 {width} {height}]")
}

/// All that hold the page and are to be read. `strips` are the page cut across, from the top, each a JPEG.
pub fn readable(jpeg: &[u8], grey: &[u8], strips: &[Vec<u8>]) -> Vec<(&'static str, Vec<u8>)> {
    let (width, height) = PAPER;
    let paper = media_box(width, height);
    let image = || picture(jpeg, (1000, 420));
    let shown = "/Resources << /XObject << /I 5 0 R >> >>";
    let whole = format!("q {width} 0 0 {height} 0 0 cm /I Do Q");
    let plain = one(&format!("{paper} {shown}"), "", &whole, vec![image()]);

    // A field whose look is its own little page, and a tick box.
    let form = one(
        &format!("{paper} {shown} /Annots [6 0 R]"),
        "/AcroForm << /Fields [6 0 R] /NeedAppearances false >>",
        &whole,
        vec![
            image(),
            b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (x) /F 4 /Rect [300 5 350 15] /AP << /N 7 0 R >> >>"
                .to_vec(),
            stream("/Type /XObject /Subtype /Form /BBox [0 0 50 10]", b"0.9 g 0 0 50 10 re f"),
        ],
    );

    // A layer that is switched off hides the page under black.
    let layers = one(
        &format!("{paper} /Resources << /XObject << /I 5 0 R >> /Properties << /Off 6 0 R >> >>"),
        "/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] /Order [6 0 R] >> >>",
        &format!("{whole} /OC /Off BDC 0 g 0 0 {width} {height} re f EMC"),
        vec![image(), b"<< /Type /OCG /Name (cover) >>".to_vec()],
    );

    let each = height / strips.len() as f32;
    let (mut contents, mut names, mut pictures) = (String::new(), String::new(), Vec::new());
    for (number, strip) in strips.iter().enumerate() {
        let below = height - each * (number + 1) as f32;
        contents += &format!("q {width} 0 0 {each} 0 {below} cm /S{number} Do Q ");
        names += &format!("/S{number} {} 0 R ", number + 5);
        pictures.push(picture(strip, (1000, 420 / strips.len() as u32)));
    }
    let many = one(&format!("{paper} /Resources << /XObject << {names} >> >>"), "", &contents, pictures);

    let nested = one(
        &format!("{paper} {shown}"),
        "",
        "/I Do",
        vec![
            stream(
                &format!(
                    "/Type /XObject /Subtype /Form /BBox [0 0 {width} {height}] /Resources << /XObject << /J 6 0 R >> >>"
                ),
                b"q 1 0 0 1 0 0 cm /J Do Q",
            ),
            stream(
                &format!(
                    "/Type /XObject /Subtype /Form /BBox [0 0 {width} {height}] /Resources << /XObject << /K 7 0 R >> >>"
                ),
                whole.replace("/I", "/K").as_bytes(),
            ),
            image(),
        ],
    );

    let hex: String = grey.iter().map(|pixel| format!("{pixel:02x}")).collect();
    let inline =
        format!("q {width} 0 0 {height} 0 0 cm BI /W 1000 /H 420 /CS /G /BPC 8 /F /AHx ID {hex}> EI Q");

    let mut broken = plain.clone();
    let at = broken.windows(5).position(|five| five == b"xref\n").expect("a table");
    broken[at..at + 60].fill(b'7');
    let mut nowhere = plain.clone();
    let at = nowhere.windows(9).rposition(|nine| nine == b"startxref").expect("an end");
    nowhere.truncate(at);
    let rubbish = [b"From: scanner\r\n\r\n".as_slice(), &plain].concat();

    vec![
        ("one picture", plain),
        ("a form", form),
        ("layers", layers),
        ("many pictures", many),
        ("a picture in the contents", one(&paper, "", &inline, Vec::new())),
        ("forms in forms", nested),
        ("no cross-references", nowhere),
        ("broken cross-references", broken),
        ("rubbish before it", rubbish),
        ("a picture in the corner of a big page", {
            let big = media_box(width * 2.0, height * 2.0);
            one(&format!("{big} {shown}"), "", &whole, vec![image()])
        }),
    ]
}

/// Pictures that do not look like their own pixels: the page's `negative` whose values the document turns, and a
/// `black` one that shows only where the negative says.
pub fn altered(negative: &[u8], black: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let (width, height) = PAPER;
    let page = format!("{} /Resources << /XObject << /I 5 0 R >> >>", media_box(width, height));
    let whole = format!("q {width} 0 0 {height} 0 0 cm /I Do Q");
    let with = |jpeg: &[u8], entry: &str| {
        let plain = picture(jpeg, (1000, 420));
        [b"<< ", entry.as_bytes(), &plain[2..]].concat()
    };
    vec![
        ("turned values", one(&page, "", &whole, vec![with(negative, "/Decode [1 0]")])),
        (
            "a mask of shades",
            one(&page, "", &whole, vec![with(black, "/SMask 6 0 R"), picture(negative, (1000, 420))]),
        ),
    ]
}

/// The page turned by the document.
pub fn rotated(jpeg: &[u8], degrees: u32) -> Vec<u8> {
    let (width, height) = PAPER;
    let page =
        format!("{} /Rotate {degrees} /Resources << /XObject << /I 5 0 R >> >>", media_box(width, height));
    one(&page, "", &format!("q {width} 0 0 {height} 0 0 cm /I Do Q"), vec![picture(jpeg, (1000, 420))])
}

/// Pages of sizes and makes that hold nothing to read; each gives an answer.
pub fn odd() -> Vec<(&'static str, Vec<u8>)> {
    let black = "0 g 10 10 30 30 re f";
    let sized = |paper: &str| one(paper, "", black, Vec::new());
    let mut loops = Vec::new();
    for (name, parent) in
        [("a page that is its own parent", "3 0 R"), ("pages that hold their catalogue", "1 0 R")]
    {
        let page = format!("<< /Type /Page /Parent {parent} /Contents 4 0 R /MediaBox [0 0 100 100] >>");
        let kids = format!("<< /Type /Pages /Kids [3 0 R {parent} 2 0 R] /Count 3 >>");
        let catalogue = b"<< /Type /Catalog /Pages 2 0 R >>".to_vec();
        loops.push((
            name,
            pdf(&[catalogue, kids.into_bytes(), page.into_bytes(), stream("", black.as_bytes())]),
        ));
    }
    let itself = one(
        "/MediaBox [0 0 100 100] /Resources << /XObject << /I 5 0 R >> >>",
        "",
        "/I Do",
        vec![stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /I 5 0 R >> >>",
            b"/I Do /I Do",
        )],
    );
    let mut odd = vec![
        ("a page of two billion points", sized("/MediaBox [0 0 2000000000 2000000000]")),
        ("a page of a kilometre by a point", sized("/MediaBox [0 0 2834645 1]")),
        ("a page of a tenth of a point", sized("/MediaBox [0 0 0.1 0.1]")),
        ("a page of no size", sized("/MediaBox [0 0 0 0]")),
        ("a page of less than no size", sized("/MediaBox [100 100 0 0]")),
        ("a page without a size", sized("")),
        ("a page whose size is no number", sized("/MediaBox [0 0 (a) /b]")),
        ("a drawing in itself", itself),
        (
            "no pages",
            pdf(&[
                b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
                b"<< /Type /Pages /Kids [] /Count 0 >>".to_vec(),
            ]),
        ),
        ("no objects", b"%PDF-1.4\n%%EOF\n".to_vec()),
    ];
    odd.extend(loops);
    odd
}
