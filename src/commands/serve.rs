//! `sprava serve`: web pages, API, workers and inbox in one process.

use std::time::Duration;

use archive_api::App;
use dossier::access::Role;
use dossier::stage::Stage;
use indexer::Index;
use ingest::inbox::{self, InboxConfig};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::Exit;
use crate::cli::Serve;
use crate::commands::worker;
use crate::config::Config;
use crate::house::House;
use crate::say::{Say, Trouble};

/// How long the administrator's one-time link works.
const INVITE: Duration = Duration::from_secs(24 * 60 * 60);

pub async fn run(config: &Config, options: &Serve, say: &Say) -> Result<Exit, Trouble> {
    let house = House::open(config).await?;
    let listen = options.listen.unwrap_or(config.listen);
    let listener = TcpListener::bind(listen).await.map_err(|error| {
        Trouble::plain("cli-error-listen", [("address", &listen.to_string()), ("cause", &error.to_string())])
    })?;
    let address = format!("http://{}", listener.local_addr()?);
    let index = Index::open(&config.index())?;
    let writer = worker::writer(&index);
    let stop = CancellationToken::new();
    let line = house.start_line(writer.as_ref(), config.workers(), &Stage::ALL);

    let inbox = InboxConfig {
        folder: config.inbox(),
        quiet: Duration::from_secs(config.inbox_quiet_seconds),
        settle: Duration::from_secs(config.inbox_settle_seconds),
        look_every: Duration::from_secs(1),
    };
    std::fs::create_dir_all(&inbox.folder)?;
    let watching = tokio::spawn({
        let (door, waker, stop) = (house.door.clone(), line.waker(), stop.clone());
        async move { inbox::watch(&door, &inbox, &waker, &stop).await }
    });
    let checking = tokio::spawn(worker::fixity_timer(house.register.clone(), config.fixity_days, stop.clone()));

    let app = App {
        register: house.register.clone(),
        storage: house.storage.clone(),
        index,
        door: house.door.clone(),
        kinds: house.kinds.clone(),
        waker: line.waker(),
        training: config.training,
    };
    say.text("cli-serve-ready", &[("address", address.as_str().into())]);
    first_administrator(&house, &address, say).await?;
    let signalled = {
        let stop = stop.clone();
        async move {
            worker::asked_to_stop().await;
            stop.cancel();
        }
    };
    axum_serve(listener, app, signalled).await?;
    say.note("cli-serve-stopping", &[]);
    stop.cancel();
    let _ = watching.await;
    let _ = checking.await;
    line.stop().await;
    house.engine.shutdown().await;
    Ok(Exit::Done)
}

async fn axum_serve(listener: TcpListener, app: App, stop: impl Future<Output = ()> + Send + 'static) -> std::io::Result<()> {
    archive_api::serve(listener, app, stop).await
}

/// There is no default password: the first start prints a link that makes the administrator, once.
async fn first_administrator(house: &House, address: &str, say: &Say) -> Result<(), Trouble> {
    if house.register.count_users().await? > 0 {
        return Ok(());
    }
    let token = archive_api::new_token();
    let expires = house.register.now() + INVITE;
    house.register.make_invite(archive_api::token_digest(&token), &[Role::Administrator], expires).await?;
    let link = format!("{address}/welcome/{token}");
    say.text("cli-serve-invite", &[("link", link.as_str().into())]);
    Ok(())
}
