//! The texts themselves: files built in, parsed once, looked up by key.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::memoizer::MemoizerKind;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::{Lang, Value, format};

type Bundle = FluentBundle<FluentResource>;

macro_rules! rooms {
    ($($room:literal),+ $(,)?) => {
        /// The files of the catalogue, the same in every language.
        pub const ROOMS: &[&str] = &[$($room),+];
        const UK: &[(&str, &str)] = &[$(($room, include_str!(concat!("../uk/", $room, ".ftl")))),+];
        const EN: &[(&str, &str)] = &[$(($room, include_str!(concat!("../en/", $room, ".ftl")))),+];
    };
}

// One line a file. A file that is not listed here fails a test.
rooms! {
    "common",
    "codes",
    "concern",
    "refusal",
    "cli",
    "doctor",
    "purpose",
    "search",
    "dossier",
    "frame",
    "sign_in",
    "home",
    "me",
    "help",
    "batches",
    "batch",
    "upload",
    "concerns",
    "arbiter",
    "audit",
    "users",
    "problem",
    "verify",
}

static BUNDLES: LazyLock<[Bundle; 2]> = LazyLock::new(|| Lang::ALL.map(bundle));

pub(crate) fn files(lang: Lang) -> &'static [(&'static str, &'static str)] {
    match lang {
        Lang::Uk => UK,
        Lang::En => EN,
    }
}

fn bundle(lang: Lang) -> Bundle {
    let language: LanguageIdentifier = lang.tag().parse().expect("our own tags are language identifiers");
    let mut bundle = Bundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(grouped));
    for (room, text) in files(lang) {
        let resource = FluentResource::try_new((*text).to_owned());
        let resource = resource.unwrap_or_else(|(_, errors)| panic!("{room} ({}): {errors:?}", lang.tag()));
        // A key that stands twice keeps its first text; that it stands twice is told by a test.
        let _ = bundle.add_resource(resource);
    }
    bundle
}

/// Whole numbers inside texts are written like all others: in groups of three.
fn grouped<M: MemoizerKind>(value: &FluentValue, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => {
            Some(format::grouped(number.value as i64))
        }
        _ => None,
    }
}

pub(crate) fn has(lang: Lang, key: &str) -> bool {
    BUNDLES[lang as usize].has_message(key)
}

/// The text, or the key itself in brackets: a hole must be seen, not break the page around it.
pub(crate) fn find(lang: Lang, key: &str, parameters: &[(&str, Value)]) -> String {
    let bundle = &BUNDLES[lang as usize];
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return format!("⟦{key}⟧");
    };
    let mut arguments = FluentArgs::new();
    for (name, value) in parameters {
        arguments.set(*name, value.fluent());
    }
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
    if errors.is_empty() { text } else { format!("⟦{key}: {text}⟧") }
}
