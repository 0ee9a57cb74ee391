//! The search: a question and an asker in, dossiers with their best page, boxes and reasons out.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use dossier::access::Access;
use dossier::state::DossierState;
use dossier::{DossierId, OfficeId, PageId};
use serde::{Deserialize, Serialize};
use tantivy::schema::Value;
use tantivy::{DocAddress, Searcher, TantivyDocument};

use crate::asked::{Asked, asked};
use crate::content::Card;
use crate::error::IndexError;
use crate::groups::{ByDossier, Group, Groups};
use crate::index::{Generation, Index};
use crate::matching::{Exactness, MatchedWord, boxes, places};
use crate::page_text::{PageWord, unpack};
use crate::plan::{Closeness, plan};
use crate::schema::STANDINGS;
use crate::why::{Why, WhyCode, card_reasons, page_reasons};

/// With fewer dossiers than this, similar spellings are looked for as well.
const FEW: usize = 5;
/// Words shown on either side of a hit.
const AROUND: usize = 8;

/// A stored question: it holds personal data, so it stands in no address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    pub text: String,
    pub filters: Filters,
    /// How many dossiers at most.
    pub limit: usize,
    /// How many dossiers to pass over.
    pub after: usize,
}

/// Empty lists filter nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filters {
    pub offices: Vec<OfficeId>,
    /// First and last year.
    pub birth_years: Option<(u16, u16)>,
    pub kinds: Vec<String>,
    pub state: Option<DossierState>,
}

/// The answer. `total` counts dossiers, exactly.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Found {
    pub total: usize,
    pub hits: Vec<Hit>,
    /// Of all found, not only of those shown.
    pub counts: Counts,
    /// From this place on (of all found, from 0) hits are similar spellings only.
    pub similar_from: Option<usize>,
}

/// Dossiers found, by what they can be filtered by; the most first, years in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub offices: Vec<(OfficeId, u64)>,
    pub states: Vec<(DossierState, u64)>,
    pub birth_years: BTreeMap<u16, u64>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    pub dossier: DossierId,
    /// The page that answers best; `None` where only the dossier's values do.
    pub page: Option<HitPage>,
    /// How many pages of the dossier answer.
    pub pages: u32,
    pub score: f32,
    /// Best reason first; never empty.
    pub why: Vec<Why>,
    /// Boxes on `page`.
    pub matched: Vec<MatchedWord>,
    /// Words around the first hit on `page`.
    pub snippet: Vec<SnippetWord>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HitPage {
    pub id: PageId,
    pub number: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SnippetWord {
    pub text: String,
    pub matched: Option<Exactness>,
}

/// Asks an index. Cheap to clone.
#[derive(Clone)]
pub struct Search {
    index: Index,
}

impl Search {
    pub fn new(index: Index) -> Self {
        Self { index }
    }

    /// Dossiers that answer, best first. Runs beside the caller's thread.
    pub async fn find(&self, access: &Access, query: &Query) -> Result<Found, IndexError> {
        let (search, access, query) = (self.clone(), access.clone(), query.clone());
        let task = tokio::task::spawn_blocking(move || search.find_now(&access, &query));
        task.await.map_err(|error| IndexError::Other(Box::new(error)))?
    }

    /// The same in the caller's thread.
    pub fn find_now(&self, access: &Access, query: &Query) -> Result<Found, IndexError> {
        let question = asked(&query.text);
        if question.is_empty() {
            return Ok(Found::default());
        }
        let generation = self.index.generation()?;
        let searcher = generation.searcher();
        let groups = |closeness| -> Result<Groups, IndexError> {
            match plan(&generation.fields, access, &query.filters, &question, closeness) {
                Some(plan) => Ok(searcher.search(&plan, &ByDossier)?),
                None => Ok(Groups::new()),
            }
        };
        let mut found = ranked(groups(Closeness::Same)?, |_| true);
        let mut similar_from = None;
        if found.len() < FEW && question.numbers.is_empty() && question.date.is_none() {
            let known: Vec<u128> = found.iter().map(|(dossier, _)| *dossier).collect();
            let similar = ranked(groups(Closeness::Similar)?, |dossier| !known.contains(&dossier));
            similar_from = (!similar.is_empty()).then_some(found.len());
            found.extend(similar);
        }
        let shown = found.iter().skip(query.after).take(query.limit);
        let shower = Shower { generation: &generation, searcher: &searcher, question: &question };
        let hits = shown.map(|(dossier, group)| shower.hit(*dossier, group)).collect::<Result<_, _>>()?;
        Ok(Found { total: found.len(), hits, counts: counts(&found), similar_from })
    }

    pub(crate) fn index(&self) -> &Index {
        &self.index
    }
}

fn ranked(groups: Groups, wanted: impl Fn(u128) -> bool) -> Vec<(u128, Group)> {
    let mut found: Vec<(u128, Group)> = groups.into_iter().filter(|(dossier, _)| wanted(*dossier)).collect();
    found.sort_by(|(one, first), (other, second)| {
        second.score().total_cmp(&first.score()).then(one.cmp(other))
    });
    found
}

fn counts(found: &[(u128, Group)]) -> Counts {
    let mut offices: BTreeMap<u128, u64> = BTreeMap::new();
    let mut states = [0_u64; STANDINGS.len()];
    let mut birth_years: BTreeMap<u16, u64> = BTreeMap::new();
    for (_, group) in found {
        *offices.entry(group.office).or_default() += 1;
        if let Some(count) = states.get_mut(usize::from(group.standing)) {
            *count += 1;
        }
        if let Some(year) = group.birth_year {
            *birth_years.entry(year).or_default() += 1;
        }
    }
    let mut offices: Vec<(OfficeId, u64)> =
        offices.into_iter().map(|(office, count)| (OfficeId(uuid_of(office)), count)).collect();
    offices.sort_by_key(|(office, count)| (Reverse(*count), *office));
    let mut states: Vec<(DossierState, u64)> =
        STANDINGS.into_iter().zip(states).filter(|(_, count)| *count > 0).collect();
    states.sort_by_key(|(_, count)| Reverse(*count));
    Counts { offices, states, birth_years }
}

/// Makes hits of groups.
struct Shower<'a> {
    generation: &'a Generation,
    searcher: &'a Searcher,
    question: &'a Asked,
}

impl Shower<'_> {
    fn hit(&self, dossier: u128, group: &Group) -> Result<Hit, IndexError> {
        let mut hit = Hit {
            dossier: DossierId(uuid_of(dossier)),
            page: None,
            pages: group.pages,
            score: group.score(),
            why: Vec::new(),
            matched: Vec::new(),
            snippet: Vec::new(),
        };
        if let Some((_, address)) = group.card {
            let card = self.card(address)?;
            hit.why.extend(card_reasons(self.question, &card));
        }
        if let Some((_, address)) = group.page
            && let Some((page, words)) = page_of(self.generation, self.searcher, address)?
        {
            let places = places(self.question, &words);
            hit.why.extend(page_reasons(self.question, &places, page.number));
            hit.matched = boxes(page.id, &places, &words);
            hit.snippet = snippet(&places, &words);
            hit.page = Some(page);
        }
        hit.why.sort_by_key(|why| why.code);
        if hit.why.is_empty() {
            hit.why.push(Why { code: WhyCode::TextSimilar, params: BTreeMap::new() });
        }
        Ok(hit)
    }

    fn card(&self, address: DocAddress) -> Result<Card, IndexError> {
        let document: TantivyDocument = self.searcher.doc(address)?;
        let stored = document.get_first(self.generation.fields.card);
        let bytes = stored.as_ref().and_then(|value| value.as_bytes()).unwrap_or_default();
        serde_json::from_slice(bytes).map_err(|error| IndexError::Damaged(Box::new(error)))
    }
}

/// The stored page: which it is, and its words.
pub(crate) fn page_of(
    generation: &Generation,
    searcher: &Searcher,
    address: DocAddress,
) -> Result<Option<(HitPage, Vec<PageWord>)>, IndexError> {
    let document: TantivyDocument = searcher.doc(address)?;
    let fields = &generation.fields;
    let id = document.get_first(fields.page).and_then(|value| value.as_str()?.parse::<PageId>().ok());
    let number = document.get_first(fields.number).and_then(|value| value.as_u64());
    let (Some(id), Some(number)) = (id, number) else { return Ok(None) };
    let stored = document.get_first(fields.words);
    let words = stored.as_ref().and_then(|value| value.as_bytes()).map(unpack).unwrap_or_default();
    Ok(Some((HitPage { id, number: number as u32 }, words)))
}

fn uuid_of(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

fn snippet(places: &[crate::matching::Place], words: &[PageWord]) -> Vec<SnippetWord> {
    let Some(first) = places.first().and_then(|place| place.words.first().copied()) else {
        return Vec::new();
    };
    let from = first.saturating_sub(AROUND);
    let to = words.len().min(first + AROUND + 1);
    let matched = |word: usize| {
        places.iter().filter(|place| place.words.contains(&word)).map(|place| place.exactness).min()
    };
    (from..to).map(|word| SnippetWord { text: words[word].text.clone(), matched: matched(word) }).collect()
}
