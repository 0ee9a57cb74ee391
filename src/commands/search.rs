//! `sprava search`: the search of the web pages, for a terminal.

use dossier::access::{Access, Actor};
use dossier::audit::AuditEvent;
use indexer::{Hit, Query, Search as Finder};
use uuid::Uuid;

use crate::Exit;
use crate::cli::Search;
use crate::config::Config;
use crate::house::House;
use crate::say::{Say, Trouble};

pub async fn run(config: &Config, options: &Search, say: &Say) -> Result<Exit, Trouble> {
    let house = House::open(config).await?;
    let access = Access::command_line();
    let query = Query { text: options.query.clone(), limit: options.limit as usize, ..Query::default() };
    let found = Finder::new(house.index(config).await?).find(&access, &query).await?;
    // Searching is logged as everywhere; what was asked is personal data and is not.
    let event =
        AuditEvent::new(Actor::CommandLine, "search.asked", "search", Uuid::now_v7(), house.register.now())
            .with("found", found.total);
    house.register.record(&event).await?;
    if options.json {
        say.line(&serde_json::to_string(&found)?);
        return Ok(Exit::Done);
    }
    if found.hits.is_empty() {
        say.text("cli-search-none", &[]);
        return Ok(Exit::Done);
    }
    say.text("cli-search-total", &[("total", found.total.into())]);
    for hit in &found.hits {
        tell(&house, &access, hit, say).await?;
    }
    Ok(Exit::Done)
}

async fn tell(house: &House, access: &Access, hit: &Hit, say: &Say) -> Result<(), Trouble> {
    let dossier = house.register.dossier(access, hit.dossier).await?;
    let summary = &dossier.summary;
    let name = [&summary.surname, &summary.given_name, &summary.patronymic];
    let name: Vec<&str> = name.into_iter().filter_map(|part| part.as_deref()).collect();
    let birth = summary.birth_date.as_deref().map(|date| say.words.date(date)).unwrap_or_default();
    say.line(&format!("{}  {}  {}  {}", dossier.reference, name.join(" "), birth, dossier.office_code));
    if let Some(page) = hit.page {
        let words: Vec<&str> = hit.snippet.iter().map(|word| word.text.as_str()).collect();
        say.line(&format!("    {} … {} …", say.words.count("cli-search-page", page.number), words.join(" ")));
    }
    Ok(())
}
