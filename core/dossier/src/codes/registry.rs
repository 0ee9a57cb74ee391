//! Codes of organisations, accounts and register entries: ЄДРПОУ, IBAN, УНЗР.

use super::alike::{Coded, numeric, to_digit, to_latin};

/// Digits of a Ukrainian IBAN behind its country.
const ACCOUNT: usize = 27;

/// Eight digits as they stand on paper; whether the check digit holds is asked apart.
pub fn edrpou(raw: &str) -> Option<Coded> {
    numeric(raw).filter(|coded| coded.value.len() == 8)
}

/// Whether the check digit of an ЄДРПОУ holds: two ranges of weights, a second pass, then nought.
pub fn edrpou_holds(code: &str) -> bool {
    let Some(digits) = plain_digits(code, 8) else {
        return false;
    };
    let number: u32 = digits.iter().fold(0, |sum, digit| sum * 10 + digit);
    let outer = !(30_000_000..=60_000_000).contains(&number);
    let weights: [u32; 7] = if outer { [1, 2, 3, 4, 5, 6, 7] } else { [7, 1, 2, 3, 4, 5, 6] };
    let remainder = |more: u32| {
        let sum: u32 = weights.iter().zip(&digits).map(|(weight, digit)| (weight + more) * digit).sum();
        sum % 11
    };
    let first = remainder(0);
    let check = if first < 10 { first } else { remainder(2) % 10 };
    check == digits[7]
}

/// A Ukrainian IBAN: `UA` and 27 digits; Cyrillic look-alikes of the country letters are mapped, and where a letter was not read
/// the check digits have to hold.
pub fn iban(raw: &str) -> Option<Coded> {
    let is_sign = |one: &char| !one.is_whitespace() && !matches!(one, '-' | '.' | ',' | ':');
    let signs: Vec<char> = raw.chars().filter(is_sign).collect();
    let (country, digits) = signs.split_at(signs.len().checked_sub(ACCOUNT)?);
    let upper: Vec<char> = country.iter().flat_map(|letter| letter.to_uppercase()).map(to_latin).collect();
    // «U» has no Cyrillic twin; recognisers without Latin write И, Ц, У or О in its place.
    let is_u = |letter: char| "UYИЦОO0VШЙЧ".contains(letter);
    let is_a = |letter: char| "AДЛ".contains(letter);
    let whole = match upper[..] {
        [u, a] if is_u(u) && is_a(a) => true,
        [a] if is_a(a) => false,
        [] => false,
        _ => return None,
    };
    let digits: String = digits.iter().map(|&digit| to_digit(digit)).collect::<Option<_>>()?;
    let value = format!("UA{digits}");
    let edited = !signs.iter().copied().eq(value.chars());
    (whole || iban_holds(&value)).then_some(Coded { value, edited })
}

/// ISO 13616: the rearranged number leaves 1 when divided by 97.
pub fn iban_holds(code: &str) -> bool {
    let proper =
        code.len() == 29 && code.starts_with("UA") && code[2..].bytes().all(|byte| byte.is_ascii_digit());
    if !proper {
        return false;
    }
    // U and A count as 30 and 10 and stand, with the check digits, at the end.
    let rearranged = format!("{}3010{}", &code[4..], &code[2..4]);
    let remainder = rearranged.bytes().fold(0u32, |rest, byte| (rest * 10 + u32::from(byte - b'0')) % 97);
    remainder == 1
}

/// УНЗР `YYYYMMDD-NNNNC`; the dash may be missing on paper.
pub fn unzr(raw: &str) -> Option<Coded> {
    let coded = numeric(raw).filter(|coded| coded.value.len() == 13)?;
    Some(Coded { value: format!("{}-{}", &coded.value[..8], &coded.value[8..]), edited: coded.edited })
}

/// The last digit by the method of machine-readable zones: weights 7, 3, 1 over the twelve before it.
pub fn unzr_holds(code: &str) -> bool {
    let Some(digits) = plain_digits(&code.replace('-', ""), 13) else {
        return false;
    };
    let sum: u32 =
        digits[..12].iter().zip([7, 3, 1].iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    let (month, day) = (digits[4] * 10 + digits[5], digits[6] * 10 + digits[7]);
    sum % 10 == digits[12] && (1..=12).contains(&month) && (1..=31).contains(&day)
}

fn plain_digits(code: &str, length: usize) -> Option<Vec<u32>> {
    let digits: Option<Vec<u32>> = code.chars().map(|letter| letter.to_digit(10)).collect();
    digits.filter(|digits| digits.len() == length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn organisations() {
        for code in ["32855961", "23226362", "00130820", "23246880", "25083040"] {
            assert!(edrpou_holds(code), "{code}");
        }
        for code in ["32855962", "3285596", "3285596a", ""] {
            assert!(!edrpou_holds(code), "{code}");
        }
    }

    #[test]
    fn accounts() {
        assert!(iban_holds("UA583808050000026009702978805"));
        assert!(!iban_holds("UA583808050000026009702978806"));
        assert_eq!(iban("UA213996220000026007233566"), None, "26 characters are no account");
        let read = iban("ЦА58 380805 0000026009702978805").expect("look-alikes are mapped");
        assert_eq!((read.value.as_str(), read.edited), ("UA583808050000026009702978805", true));
        let whole = iban("UA58 3808 0500 0002 6009 7029 7880 5").expect("as it is printed");
        assert_eq!((whole.value.as_str(), whole.edited), ("UA583808050000026009702978805", false));
        let read = iban("А583808050000026009702978805").expect("the check digits hold without the letter");
        assert_eq!((read.value.as_str(), read.edited), ("UA583808050000026009702978805", true));
        assert_eq!(iban("А583808050000026009702978806"), None);
        assert_eq!(iban("583808050000026009702978806"), None);
    }

    #[test]
    fn register_entries() {
        assert!(unzr_holds("19910824-00026"));
        assert!(!unzr_holds("19910824-00027"));
        assert_eq!(unzr("19910824 00026").map(|one| one.value).as_deref(), Some("19910824-00026"));
    }

    proptest! {
        #[test]
        fn every_seven_digits_have_one_check_digit(seven in 0u32..10_000_000) {
            let holding = (0..10).filter(|last| edrpou_holds(&format!("{seven:07}{last}"))).count();
            prop_assert_eq!(holding, 1);
        }

        #[test]
        fn one_wrong_digit_breaks_an_account(place in 4usize..29, add in 1u8..10) {
            let mut bytes = b"UA583808050000026009702978805".to_vec();
            bytes[place] = b'0' + (bytes[place] - b'0' + add) % 10;
            let code = String::from_utf8(bytes).expect("digits");
            prop_assert!(!iban_holds(&code));
        }
    }
}
