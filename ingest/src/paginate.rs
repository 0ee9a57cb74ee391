//! The paginate station: headers and frame list of an Arrival → Pages. What is locked, damaged or too large
//! becomes a Concern, and the rest of the dossier goes on.

use dossier::ArrivalId;
use dossier::access::Access;
use dossier::concern::ConcernCode;
use dossier::stage::Stage;
use engine::{Decision, Engine, EngineError, FrameInfo};
use pipeline::{Station, StepError, Work};
use register::{Claim, NewPage, Register, Unpaginated};
use storage::{Key, Storage};

pub struct Paginate {
    pub register: Register,
    pub storage: Storage,
    pub engine: Engine,
}

impl Station for Paginate {
    fn stages(&self) -> &'static [Stage] {
        &[Stage::Paginate]
    }

    fn run<'a>(&'a self, claim: &'a Claim) -> Work<'a> {
        Box::pin(self.paginate(claim))
    }
}

/// What a scan without a resolution tag is taken to be: the dpi that PFU order 11-1 recommends.
const USUAL_DPI: f32 = 300.0;

impl Paginate {
    async fn paginate(&self, claim: &Claim) -> Result<(), StepError> {
        let id = ArrivalId(claim.job.subject);
        let arrival = self.register.arrival(&Access::machine("paginate"), id).await?;
        let file = self.storage.to_local(&Key::original(arrival.dossier, &arrival.digest)).await?;
        let pages = match self.engine.frames(file.path()).await {
            Ok(found) if found.frames.is_empty() => Err(beyond(ConcernCode::NoPages, &[])),
            Ok(found) => {
                Ok(found.frames.iter().zip(0..).map(|(frame, number)| new_page(frame, number)).collect())
            }
            Err(error) => Err(unpaginated(claim, &error)?),
        };
        fail::fail_point!("paginate::before_commit");
        self.register.commit_paginated(claim, id, pages).await?;
        fail::fail_point!("paginate::after_commit");
        Ok(())
    }
}

fn new_page(frame: &FrameInfo, number: u32) -> NewPage {
    let dpi = frame.dpi_x.unwrap_or(USUAL_DPI).round().clamp(1.0, 9_600.0) as u32;
    NewPage { frame: number, width: frame.width, height: frame.height, dpi }
}

/// The last attempt of what may pass ends as a Concern with its own words, not as a failed step.
fn unpaginated(claim: &Claim, error: &EngineError) -> Result<Unpaginated, StepError> {
    let last = claim.attempt >= claim.job.max_attempts;
    match error.decision() {
        Decision::Concern => Ok(beyond(error.concern(true), &error.parameters())),
        Decision::Retry if last => Ok(beyond(error.concern(true), &error.parameters())),
        Decision::Retry | Decision::Mend => Err(StepError::Retry(error.code())),
    }
}

fn beyond(code: ConcernCode, params: &[(&'static str, String)]) -> Unpaginated {
    Unpaginated {
        code,
        params: params.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
    }
}
