//! The hits of a question inside one dossier: for the viewer's "next hit" and for Content Search.

use dossier::access::Access;
use dossier::{DossierId, PageId};
use serde::Serialize;
use tantivy::collector::DocSetCollector;

use crate::asked::asked;
use crate::error::IndexError;
use crate::matching::{MatchedWord, boxes, places};
use crate::plan::within;
use crate::search::{Search, page_of};

/// One page with its hits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageMatches {
    pub page: PageId,
    pub number: u32,
    pub matched: Vec<MatchedWord>,
}

impl Search {
    /// Pages of the dossier with a hit, in order. A dossier out of the asker's scope has none.
    pub async fn within(
        &self,
        access: &Access,
        dossier: DossierId,
        text: &str,
    ) -> Result<Vec<PageMatches>, IndexError> {
        let (search, access, text) = (self.clone(), access.clone(), text.to_owned());
        let task = tokio::task::spawn_blocking(move || search.within_now(&access, dossier, &text));
        task.await.map_err(|error| IndexError::Other(Box::new(error)))?
    }

    /// The same in the caller's thread.
    pub fn within_now(
        &self,
        access: &Access,
        dossier: DossierId,
        text: &str,
    ) -> Result<Vec<PageMatches>, IndexError> {
        let question = asked(text);
        let generation = self.index().generation()?;
        let plan = within(&generation.fields, access, &dossier.to_string(), &question);
        let Some(plan) = plan.filter(|_| !question.is_empty()) else { return Ok(Vec::new()) };
        let searcher = generation.searcher();
        let mut all = Vec::new();
        for address in searcher.search(&plan, &DocSetCollector)? {
            let Some((page, words)) = page_of(&generation, &searcher, address)? else { continue };
            let matched = boxes(page.id, &places(&question, &words), &words);
            if !matched.is_empty() {
                all.push(PageMatches { page: page.id, number: page.number, matched });
            }
        }
        all.sort_by_key(|page| page.number);
        Ok(all)
    }
}
