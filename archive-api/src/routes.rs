//! Every address of the face, once: method, path, who passes, whether the ground must be stated. The test of all
//! routes with all roles reads this table.

use ::dossier::access::Right::{
    Administer, Arbitrate, DecideData, DecideScans, Export, OpenDossiers, ReadAudit, SeeBatches, Upload,
    Verify,
};
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};

use crate::api;
use crate::app::App;
use crate::guard::Gate::{self, Open, Right, SignedIn};
use crate::iiif;
use crate::screens::{
    arbiter, audit, batch, batch_page, batches, concern_acts, concerns, copies, dossier, dossier_tabs, first,
    help, home, me, page_acts, page_ink, purpose, rescans, search, sign_in, upload, users, verify,
    verify_finish, verify_ink, wall_acts,
};
use crate::{assets, health};

pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub gate: Gate,
    /// Personal data of a dossier: asks for the ground first.
    pub purposed: bool,
    pub(crate) handler: MethodRouter<App>,
}

pub fn table() -> Vec<Route> {
    vec![
        get("/healthz", Open, health::alive),
        get("/readyz", Open, health::ready),
        get("/metrics", Open, health::metrics),
        get("/assets/{version}/{*path}", Open, assets::show),
        get("/sign-in", Open, sign_in::show),
        post("/sign-in", Open, sign_in::enter),
        post("/language", Open, sign_in::language),
        get("/first/{link}", Open, first::show),
        post("/first/{link}", Open, first::make),
        post("/sign-out", SignedIn, sign_in::leave),
        get("/", SignedIn, home::show),
        get("/me", SignedIn, me::show),
        post("/me", SignedIn, me::save),
        post("/me/password", SignedIn, me::password),
        get("/help/keys", SignedIn, help::show),
        get("/batches", Right(&[SeeBatches]), batches::show),
        post("/batches", Right(&[Upload]), batches::make),
        get("/batches/list", Right(&[SeeBatches]), batches::list),
        get("/batches/{id}", Right(&[SeeBatches]), batch::show),
        get("/batches/{id}/head", Right(&[SeeBatches]), batch::head),
        get("/batches/{id}/wall", Right(&[SeeBatches]), batch::wall_piece),
        get("/batches/{id}/concerns", Right(&[SeeBatches]), batch::concerns),
        get("/batches/{id}/refusals", Right(&[SeeBatches]), batch::refusals),
        post("/batches/{id}/close", Right(&[Upload]), batch::close),
        get("/batches/{id}/upload", Right(&[Upload]), upload::show),
        post("/batches/{id}/upload", Right(&[Upload]), upload::take_in).large(),
        get("/batches/{id}/upload/sums", Right(&[Upload]), upload::sums),
        post("/batches/{id}/pages", Right(&[DecideScans]), wall_acts::act),
        get("/batches/{id}/pages/{page}", Right(&[Upload]), batch_page::show),
        post("/batches/{id}/pages/{page}", Right(&[DecideScans]), page_acts::act),
        get("/batches/{id}/pages/{page}/thumbnail", Right(&[Upload]), batch_page::thumbnail),
        get("/batches/{id}/pages/{page}/picture", Right(&[Upload]), batch_page::picture),
        get("/batches/{id}/rescans", Right(&[Upload]), rescans::list),
        get("/batches/{id}/rescans/{page}", Right(&[DecideScans]), rescans::show),
        post("/batches/{id}/rescans/{page}", Right(&[DecideScans]), rescans::decide),
        get("/concerns", Right(&[DecideScans, DecideData]), concerns::show),
        get("/concerns/{id}", Right(&[DecideScans, DecideData]), concerns::one),
        post("/concerns/{id}", Right(&[DecideScans, DecideData]), concern_acts::decide),
        post("/concerns/{id}/undo", Right(&[DecideScans, DecideData]), concern_acts::undo),
        get("/concerns/{id}/picture", Right(&[DecideScans, DecideData]), concerns::picture),
        get("/verify", Right(&[Verify]), verify::queue),
        post("/verify", Right(&[Verify]), verify::next),
        post("/verify/arbiter", Right(&[Arbitrate]), arbiter::next),
        get("/verify/arbiter/{id}", Right(&[Arbitrate]), arbiter::show),
        post("/verify/arbiter/{id}", Right(&[Arbitrate]), arbiter::decide),
        get("/verify/{id}", Right(&[Verify]), verify::show),
        post("/verify/{id}", Right(&[Verify]), verify::give),
        post("/verify/{id}/finish", Right(&[Verify]), verify_finish::finish),
        post("/verify/{id}/rescan", Right(&[Verify]), verify_finish::rescan),
        get("/verify/{id}/ink", Right(&[Verify]), verify_ink::ink),
        get("/verify/{id}/page", Right(&[Verify]), verify_ink::page),
        get("/purpose", Right(&[OpenDossiers]), purpose::show),
        post("/purpose", Right(&[OpenDossiers]), purpose::state),
        get("/search", Right(&[OpenDossiers]), search::show),
        post("/search", Right(&[OpenDossiers]), search::ask),
        get("/search/{id}", Right(&[OpenDossiers]), search::found),
        get("/dossiers/{id}", Right(&[OpenDossiers]), dossier::show).on_ground(),
        get("/dossiers/{id}/fields", Right(&[OpenDossiers]), dossier_tabs::fields).on_ground(),
        get("/dossiers/{id}/concerns", Right(&[OpenDossiers]), dossier_tabs::concerns).on_ground(),
        get("/dossiers/{id}/history", Right(&[OpenDossiers]), dossier_tabs::history).on_ground(),
        get("/dossiers/{id}/viewers", Right(&[ReadAudit]), dossier_tabs::viewers).on_ground(),
        get("/dossiers/{id}/pages/{number}/ink", Right(&[OpenDossiers]), page_ink::show).on_ground(),
        get("/dossiers/{id}/pages/{number}/thumbnail", Right(&[OpenDossiers]), page_ink::thumbnail)
            .on_ground(),
        get("/dossiers/{id}/print", Right(&[Export]), copies::print).on_ground(),
        get("/dossiers/{id}/pdf", Right(&[Export]), copies::pdf).on_ground(),
        get("/iiif/3/{page}/info.json", Right(&[OpenDossiers]), iiif::image::info).on_ground(),
        get("/iiif/3/{page}/{region}/{size}/{rotation}/{file}", Right(&[OpenDossiers]), iiif::image::show)
            .on_ground(),
        get("/iiif/3/dossiers/{id}/manifest", Right(&[OpenDossiers]), iiif::presentation::manifest)
            .on_ground(),
        get("/iiif/3/dossiers/{id}/search", Right(&[OpenDossiers]), iiif::search::show).on_ground(),
        get("/audit", Right(&[ReadAudit]), audit::show),
        get("/users", Right(&[Administer]), users::show),
        post("/users", Right(&[Administer]), users::add),
        post("/users/{id}", Right(&[Administer]), users::change),
        get("/api/v1/openapi.json", Open, api::describe),
        post("/api/v1/session", Open, api::session::enter),
        delete("/api/v1/session", SignedIn, api::session::leave),
        post("/api/v1/purpose", Right(&[OpenDossiers]), api::session::purpose),
        post("/api/v1/search", Right(&[OpenDossiers]), api::search::ask).on_ground(),
        get("/api/v1/batches", Right(&[SeeBatches]), api::batches::list),
        get("/api/v1/batches/{id}", Right(&[SeeBatches]), api::batches::one),
        post("/api/v1/batches/{name}/files", Right(&[Upload]), api::batches::files).large(),
        get("/api/v1/progress", Right(&[SeeBatches]), api::batches::progress),
        get("/api/v1/dossiers/{id}", Right(&[OpenDossiers]), api::dossiers::one).on_ground(),
        get("/api/v1/dossiers/{id}/pages", Right(&[OpenDossiers]), api::dossiers::pages).on_ground(),
        get("/api/v1/dossiers/{id}/documents", Right(&[OpenDossiers]), api::dossiers::documents).on_ground(),
        get("/api/v1/dossiers/{id}/fields", Right(&[OpenDossiers]), api::dossiers::fields).on_ground(),
        get("/api/v1/dossiers/{id}/pdf", Right(&[Export]), api::dossiers::pdf).on_ground(),
        post("/api/v1/fields/{id}/verdict", Right(&[Verify]), api::verdict::give),
        get("/api/v1/concerns", Right(&[DecideScans, DecideData]), api::concerns::list),
        post("/api/v1/concerns/{id}/decision", Right(&[DecideScans, DecideData]), api::concerns::decide),
        get("/api/v1/audit", Right(&[ReadAudit]), api::audit::list),
    ]
}

fn get<H: Handler<T, App>, T: 'static>(path: &'static str, gate: Gate, handler: H) -> Route {
    Route { method: Method::GET, path, gate, purposed: false, handler: on(MethodFilter::GET, handler) }
}

fn post<H: Handler<T, App>, T: 'static>(path: &'static str, gate: Gate, handler: H) -> Route {
    Route { method: Method::POST, path, gate, purposed: false, handler: on(MethodFilter::POST, handler) }
}

fn delete<H: Handler<T, App>, T: 'static>(path: &'static str, gate: Gate, handler: H) -> Route {
    Route { method: Method::DELETE, path, gate, purposed: false, handler: on(MethodFilter::DELETE, handler) }
}

impl Route {
    /// Asks for the ground first.
    fn on_ground(self) -> Self {
        Self { purposed: true, ..self }
    }

    /// Takes bodies of any size; the door has its own limit.
    fn large(self) -> Self {
        Self { handler: self.handler.layer(DefaultBodyLimit::disable()), ..self }
    }
}
