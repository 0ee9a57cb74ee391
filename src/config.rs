//! The configuration: one struct, read once, from `<data>/sprava.toml` (or `--config`), then the environment.
//! `sprava doctor` prints it. Nothing reads the environment later.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::cli::Cli;
use crate::say::Trouble;

/// Every setting. All have a working default: `sprava serve` needs none.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The data folder: register, storage, index and inbox lie in it unless said otherwise.
    pub data: PathBuf,
    /// `postgres://…` for many machines; a SQLite file in the data folder otherwise. Also `SPRAVA_DATABASE_URL`.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "hidden")]
    pub database_url: Option<String>,
    /// `s3://bucket/prefix`; a folder in the data folder otherwise. Also `SPRAVA_STORAGE_URL`.
    pub storage_url: Option<String>,
    /// Where `serve` listens.
    pub listen: SocketAddr,
    /// Pages read at the same time by this process; the machine's cores when 0.
    pub workers: usize,
    /// The watched folder `<inbox>/<office>/<batch>/<dossier>/`; `<data>/inbox` when absent.
    pub inbox: Option<PathBuf>,
    /// A dossier to which nothing came for so many seconds is closed.
    pub inbox_quiet_seconds: u64,
    /// A file that changed less than so many seconds ago is still being written.
    pub inbox_settle_seconds: u64,
    /// Larger files are refused at the door.
    pub max_file_bytes: u64,
    /// `doctor` warns when less than this is free beside the originals. By default, a day's scanning: 300 files of
    /// 60 sheets at half a megabyte.
    pub low_space_bytes: u64,
    /// Wall-clock limit for one page in the engine.
    pub page_seconds: u64,
    /// Memory limit of one engine process, in MiB.
    pub page_memory_mib: u64,
    /// Originals are read again and compared after so many days; 0 for never.
    pub fixity_days: u64,
    /// The PDFium library; looked for beside the executable when absent.
    pub pdfium: Option<PathBuf>,
    /// The folder of Tesseract's models; the system's when absent.
    pub tessdata: Option<PathBuf>,
    /// A line model of your own (ONNX) with its card beside it (`NAME.toml`, see docs/operate.md); ours when absent.
    pub line_model: Option<PathBuf>,
    /// Log filter, as `info,register=debug`. Also `SPRAVA_LOG`.
    pub log: Option<String>,
    /// Log lines as JSON. Also `SPRAVA_LOG_JSON=1`.
    pub log_json: bool,
    /// People reach us over https: cookies are marked secure and browsers are told to stay with https.
    pub https: bool,
    /// A striped bar tells everybody that this is a training system.
    pub training: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: PathBuf::from("data"),
            database_url: None,
            storage_url: None,
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            workers: 0,
            inbox: None,
            inbox_quiet_seconds: 60,
            inbox_settle_seconds: 2,
            max_file_bytes: 2 << 30,
            low_space_bytes: 10 << 30,
            page_seconds: 60,
            page_memory_mib: 2048,
            fixity_days: 90,
            pdfium: None,
            tessdata: None,
            line_model: None,
            log: None,
            log_json: false,
            https: false,
            training: false,
        }
    }
}

impl Config {
    pub fn read(cli: &Cli) -> Result<Self, Trouble> {
        let data = cli.data.clone();
        let usual = data.clone().unwrap_or_else(|| Self::default().data).join("sprava.toml");
        let mut config = match &cli.config {
            Some(path) => Self::from_file(path)?,
            None if usual.exists() => Self::from_file(&usual)?,
            None => Self::default(),
        };
        if let Some(data) = data {
            config.data = data;
        }
        let from_environment = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        config.database_url = from_environment("SPRAVA_DATABASE_URL").or(config.database_url);
        config.storage_url = from_environment("SPRAVA_STORAGE_URL").or(config.storage_url);
        config.log = from_environment("SPRAVA_LOG").or(config.log);
        config.log_json |= from_environment("SPRAVA_LOG_JSON").is_some_and(|value| value == "1");
        Ok(config)
    }

    fn from_file(path: &Path) -> Result<Self, Trouble> {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(path)
            .map_err(|_| Trouble::plain("cli-error-config-missing", [("path", &shown)]))?;
        toml::from_str(&text).map_err(|error: toml::de::Error| {
            Trouble::plain("cli-error-config", [("path", &shown), ("cause", error.message())])
        })
    }

    pub fn database(&self) -> String {
        let file = || format!("sqlite://{}", self.data.join("register.sqlite").display());
        self.database_url.clone().unwrap_or_else(file)
    }

    pub fn storage(&self) -> String {
        self.storage_url.clone().unwrap_or_else(|| self.data.join("storage").display().to_string())
    }

    pub fn inbox(&self) -> PathBuf {
        self.inbox.clone().unwrap_or_else(|| self.data.join("inbox"))
    }

    pub fn index(&self) -> PathBuf {
        self.data.join("index")
    }

    pub fn kinds(&self) -> PathBuf {
        self.data.join("kinds")
    }

    /// Probabilities fitted by `sprava eval --calibrate`, used where the file exists.
    pub fn calibration(&self) -> PathBuf {
        self.data.join("calibration.toml")
    }

    pub fn workers(&self) -> usize {
        if self.workers > 0 {
            self.workers
        } else {
            std::thread::available_parallelism().map_or(1, usize::from)
        }
    }

    /// The PDFium library: as configured, beside the executable, or where the checkout's install step puts it.
    pub fn pdfium(&self) -> PathBuf {
        if let Some(configured) = &self.pdfium {
            return configured.clone();
        }
        let executable = std::env::current_exe().unwrap_or_default();
        let mut places = Vec::new();
        for folder in executable.ancestors().skip(1).take(4) {
            places.push(folder.join("libpdfium.so"));
            places.push(folder.join("lib/sprava/libpdfium.so"));
            places.push(folder.join("vendor/pdfium/libpdfium.so"));
        }
        let found = places.iter().find(|place| place.exists());
        found.or(places.first()).cloned().unwrap_or_else(|| PathBuf::from("libpdfium.so"))
    }
}

/// A database address may hold a password.
fn hidden<S: serde::Serializer>(url: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    let shown = url.as_deref().map(|url| match url.rsplit_once('@') {
        Some((_, host)) => format!("…@{host}"),
        None => url.to_owned(),
    });
    shown.serialize(serializer)
}
