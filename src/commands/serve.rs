//! `sprava serve`: web pages, API, workers and inbox in one process.

use std::time::Duration;

use archive_api::{App, WebConfig};
use dossier::stage::Stage;
use ingest::inbox::{self, InboxConfig};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::Exit;
use crate::cli::Serve;
use crate::commands::worker;
use crate::config::Config;
use crate::house::House;
use crate::say::{Say, Trouble};

pub async fn run(config: &Config, options: &Serve, say: &Say) -> Result<Exit, Trouble> {
    let house = House::open(config).await?;
    let listen = options.listen.unwrap_or(config.listen);
    let listener = TcpListener::bind(listen).await.map_err(|error| {
        Trouble::plain("cli-error-listen", [("address", &listen.to_string()), ("cause", &error.to_string())])
    })?;
    let address = format!("http://{}", listener.local_addr()?);
    let index = house.index(config).await?;
    let stop = CancellationToken::new();
    let asked_to_stop = worker::asked_to_stop()?;
    let line = house.start_line(Some(&index), config.workers(), &Stage::ALL);

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
    let checking =
        tokio::spawn(worker::fixity_timer(house.register.clone(), config.fixity_days, stop.clone()));

    let web = WebConfig { https: config.https, training: config.training };
    let app = App::new(house.door.clone(), index, house.kinds.clone(), line.waker(), web);
    say.text("cli-serve-ready", &[("address", address.as_str().into())]);
    if let Some(link) = archive_api::first_link(&house.register).await? {
        say.text("cli-serve-invite", &[("link", format!("{address}{link}").into())]);
    }
    let signalled = {
        let stop = stop.clone();
        async move {
            asked_to_stop.await;
            stop.cancel();
        }
    };
    archive_api::serve(listener, app, signalled).await?;
    say.note("cli-serve-stopping", &[]);
    stop.cancel();
    let _ = watching.await;
    let _ = checking.await;
    line.stop().await;
    house.engine.shutdown().await;
    Ok(Exit::Done)
}
