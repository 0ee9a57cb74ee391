//! The face: web pages, JSON API, IIIF, verification, access control. Only this room knows HTTP.
//!
//! Every address stands in `routes`, once, with the right it needs. A request passes `observe` (operation number,
//! log, headers) and `guard` (session, right, CSRF, ground), then reaches its screen: one file in `screens`, one
//! template of the same name. It keeps no state of its own beside sign-in counters: register and storage do.

mod api;
mod app;
mod assets;
mod bar;
mod cookies;
mod csrf;
mod decisions;
mod differing;
mod frame;
mod guard;
mod health;
mod iiif;
mod marks;
mod observe;
pub mod password;
mod pictures;
mod problem;
pub mod routes;
mod screens;
mod strips;
mod thumbs;
pub mod token;
mod tries;
mod visitor;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

pub use app::{App, WebConfig};
pub use assets::address as asset;
pub use frame::{Frame, Key, Place};
pub use guard::Gate;
pub use problem::Problem;
pub use screens::first::first_link;
pub use visitor::Visitor;

/// All of the web, ready to be served.
pub fn router(app: App) -> Router {
    // A PDF is compressed inside, and its length is worth more than a hundredth of its bytes.
    let compressed = DefaultPredicate::new().and(NotForContentType::const_new("application/pdf"));
    let mut router = Router::new();
    for route in routes::table() {
        let state = guard::Guarded { app: app.clone(), gate: route.gate, purposed: route.purposed };
        router = router.route(route.path, route.handler.layer(from_fn_with_state(state, guard::guard)));
    }
    let open = guard::Guarded { app: app.clone(), gate: Gate::Open, purposed: false };
    let lost = axum::routing::any(screens::lost::show).layer(from_fn_with_state(open, guard::guard));
    router
        .fallback_service(lost.with_state(app.clone()))
        .layer(DefaultBodyLimit::max(1024 * 1024))
        .layer(CompressionLayer::new().compress_when(compressed))
        .layer(from_fn_with_state(app.clone(), observe::observe))
        .layer(from_fn(observe::number))
        .with_state(app)
}

/// Serves until `stop` ends; requests in hand are finished.
pub async fn serve(
    listener: tokio::net::TcpListener,
    app: App,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, router(app)).with_graceful_shutdown(stop).await
}
