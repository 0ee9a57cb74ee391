//! Pages that stand twice in a dossier (design: equal pixels, or nearly all words agree and every number).

use std::collections::HashMap;

use dossier::concern::ConcernCode;

use super::{FoundConcern, PageInput};

/// Bits of the perceptual hash that may differ between two scans of one page.
const HASH_SLACK: u32 = 12;
/// The share of words two scans must have in common.
const WORDS_ALIKE: f32 = 0.98;
/// Below this two pages are merely the same form.
const WORDS_DOUBTFUL: f32 = 0.85;
/// The share of words that lays a page that looks like the one before, or does not, in the same document.
const WORDS_OF_ONE_LOOK: f32 = 0.5;
const WORDS_OF_TWO_LOOKS: f32 = 0.7;
/// So many numbers that both have are those of one paper.
const ENOUGH_NUMBERS: u32 = 5;
/// Fewer words than this say nothing.
const ENOUGH_WORDS: usize = 12;

/// Indexes of duplicates with the earlier page each repeats, and Concerns about doubtful ones.
pub fn find(pages: &[PageInput]) -> (Vec<(usize, usize)>, Vec<FoundConcern>) {
    let mut duplicates: Vec<(usize, usize)> = Vec::new();
    let mut doubts = Vec::new();
    let bags: Vec<HashMap<String, u32>> = pages.iter().map(bag).collect();
    for (later, page) in pages.iter().enumerate() {
        if page.blank || page.separator.is_some() {
            continue;
        }
        for (earlier, other) in pages.iter().enumerate().take(later) {
            if other.blank || other.separator.is_some() || duplicates.iter().any(|(page, _)| *page == earlier)
            {
                continue;
            }
            if page.pixel_digest == other.pixel_digest {
                duplicates.push((later, earlier));
                break;
            }
            let near = (page.perceptual_hash ^ other.perceptual_hash).count_ones() <= HASH_SLACK;
            let (alike, numbers) = likeness(&bags[later], &bags[earlier]);
            if near && alike >= WORDS_ALIKE && numbers {
                duplicates.push((later, earlier));
                break;
            }
            if alike >= WORDS_DOUBTFUL && (near || numbers_tell(&bags[later], &bags[earlier])) {
                let doubt = FoundConcern::new(ConcernCode::PerhapsDuplicate, Some(page.id));
                let doubt = doubt.with("page", page.number).with("earlier", other.number);
                doubts.push(FoundConcern { twin: Some(other.id), ..doubt });
                break;
            }
        }
    }
    (duplicates, doubts)
}

/// Whether a page is nearly the same as the one before it: not surely enough to be set aside, enough to lie in
/// the same document.
pub fn again(page: &PageInput, before: &PageInput) -> bool {
    let near = (page.perceptual_hash ^ before.perceptual_hash).count_ones() <= HASH_SLACK * 2;
    let (own, other) = (bag(page), bag(before));
    let (alike, _) = likeness(&own, &other);
    (near && alike >= WORDS_OF_ONE_LOOK && numbers_alike(&own, &other))
        || (alike >= WORDS_OF_TWO_LOOKS && numbers_tell(&own, &other))
}

/// Whether half of the numbers are the same. Two papers of one form about one person share all words but these.
fn numbers_alike(first: &HashMap<String, u32>, second: &HashMap<String, u32>) -> bool {
    let (common, most) = numbers_of(first, second);
    common * 2 >= most
}

/// Whether both have so many of their numbers in common that it is one paper, whatever it looks like: a black edge or another
/// crop of the second scan makes it look like another page.
fn numbers_tell(first: &HashMap<String, u32>, second: &HashMap<String, u32>) -> bool {
    let (common, most) = numbers_of(first, second);
    common >= ENOUGH_NUMBERS && common * 3 >= most * 2
}

/// How many numbers both have, and how many the one with more.
fn numbers_of(first: &HashMap<String, u32>, second: &HashMap<String, u32>) -> (u32, u32) {
    let is_number = |word: &str| word.chars().any(|one| one.is_ascii_digit());
    let count = |bag: &HashMap<String, u32>| {
        bag.iter().filter(|(word, _)| is_number(word)).map(|(_, count)| *count).sum::<u32>()
    };
    let numbers = first.iter().filter(|(word, _)| is_number(word));
    let common: u32 = numbers.map(|(word, count)| (*count).min(second.get(word).copied().unwrap_or(0))).sum();
    (common, count(first).max(count(second)))
}

fn bag(page: &PageInput) -> HashMap<String, u32> {
    let mut bag = HashMap::new();
    for word in page.recognition.words() {
        let folded = language::fold_word(&word.text);
        if folded.chars().count() >= 2 {
            *bag.entry(folded).or_insert(0) += 1;
        }
    }
    bag
}

/// The share of common words of the larger bag, and whether every number of one stands in the other.
fn likeness(first: &HashMap<String, u32>, second: &HashMap<String, u32>) -> (f32, bool) {
    let size = |bag: &HashMap<String, u32>| bag.values().sum::<u32>() as usize;
    let larger = size(first).max(size(second));
    if larger < ENOUGH_WORDS {
        return (0.0, false);
    }
    let common: u32 =
        first.iter().map(|(word, count)| (*count).min(second.get(word).copied().unwrap_or(0))).sum();
    let numbers = |bag: &HashMap<String, u32>| {
        let mut numbers: Vec<(String, u32)> = bag
            .iter()
            .filter(|(word, _)| word.chars().any(|one| one.is_ascii_digit()))
            .map(|(word, count)| (word.clone(), *count))
            .collect();
        numbers.sort();
        numbers
    };
    (common as f32 / larger as f32, numbers(first) == numbers(second))
}

#[cfg(test)]
mod tests {
    use super::super::layout::tests::page;
    use super::*;
    use dossier::{Digest, PageId};

    fn input(number: u32, text: &str, hash: u64) -> PageInput {
        PageInput {
            id: PageId::new(),
            number,
            recognition: page(text),
            blank: text.is_empty(),
            separator: None,
            perceptual_hash: hash,
            pixel_digest: Digest::of(format!("{number}{text}").as_bytes()),
            quality: dossier::page::ScanQuality::default(),
        }
    }

    const FORM: &str = "Довідка видана громадянину Кравченку Захару про те що він працював\nна заводі слюсарем з 1975 по 1980 рік включно без перерв";

    #[test]
    fn another_paper_of_the_same_form_is_not_the_same_sheet() {
        let form = |numbers: &str| input(1, &format!("{FORM}\nразом {numbers}"), 1);
        let first = form("605.22 891.22 625.75 878.96 681.64");
        assert!(again(&form("605.22 891.22 625.75 878.96 631.64"), &first), "one figure misread");
        let pixel_digest = Digest::of(b"another scan");
        let cropped = |numbers: &str| PageInput { perceptual_hash: u64::MAX, pixel_digest, ..form(numbers) };
        assert!(again(&cropped("605.22 891.22 625.75 878.96 631.64"), &first), "with a black edge");
        assert!(
            !again(&cropped("144.13 133.71 132.36 149.36 142.04"), &first),
            "with a black edge, other sums"
        );
        let (duplicates, doubts) = find(&[first.clone(), cropped("605.22 891.22 625.75 878.96 681.64")]);
        assert!(duplicates.is_empty(), "only a person may set it aside");
        assert_eq!(doubts.len(), 1);
        assert!(!again(&form("144.13 133.71 132.36 149.36 142.04"), &first), "other sums");
    }

    #[test]
    fn alike_with_every_number_or_else_a_doubt() {
        let other = FORM.replace("1980", "1981");
        let pages =
            [input(1, FORM, 1), input(2, FORM, 3), input(3, &other, 1), input(4, "", 0), input(5, "", 0)];
        let (duplicates, doubts) = find(&pages);
        assert_eq!(duplicates, [(1, 0)]);
        assert_eq!(doubts.len(), 1);
        assert_eq!((doubts[0].page, doubts[0].twin), (Some(pages[2].id), Some(pages[0].id)));
    }
}
