//! An installation of its own for a test: a data folder, its settings, and the program run over it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use dossier::access::Access;
use register::{Concern, ConcernFilter, Progress, Register};
use tempfile::TempDir;

use crate::service::Service;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_sprava");
/// Longer than any honest work of a test takes on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(400);

pub const PASSWORD: &str = "a long password";

pub struct House {
    folder: TempDir,
    environment: Vec<(String, String)>,
}

/// The address of a service that `scripts/with-services` starts.
pub fn service(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run this under scripts/with-services"))
}

/// How a command ended.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    #[track_caller]
    pub fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "standard output:\n{}\nstandard error:\n{}", self.out, self.err);
        self
    }
}

impl House {
    /// `settings` are lines of `sprava.toml`. Any free port, and files in the inbox count at once.
    pub fn new(settings: &str) -> Self {
        let house = Self { folder: tempfile::tempdir().unwrap(), environment: Vec::new() };
        fs::create_dir(house.data()).unwrap();
        let settings =
            format!("listen = \"127.0.0.1:0\"\ninbox_settle_seconds = 0\nlow_space_bytes = 0\n{settings}\n");
        fs::write(house.data().join("sprava.toml"), settings).unwrap();
        house
    }

    pub fn with(mut self, environment: &[(&str, &str)]) -> Self {
        let added = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        self.environment.extend(added);
        self
    }

    /// Originals and derivatives in a bucket, under a prefix of this name.
    pub fn in_bucket(self, name: &str) -> Self {
        self.with(&[
            ("SPRAVA_STORAGE_URL", &format!("s3://{}/{name}", service("SPRAVA_TEST_S3_BUCKET"))),
            ("AWS_ENDPOINT_URL", &service("SPRAVA_TEST_S3_ENDPOINT")),
            ("AWS_ACCESS_KEY_ID", &service("SPRAVA_TEST_S3_ACCESS_KEY")),
            ("AWS_SECRET_ACCESS_KEY", &service("SPRAVA_TEST_S3_SECRET_KEY")),
            ("AWS_REGION", "us-east-1"),
        ])
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A folder for papers and copies, apart from the data.
    pub fn desk(&self) -> PathBuf {
        let desk = self.folder.path().join("desk");
        fs::create_dir_all(&desk).unwrap();
        desk
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .env_remove("SPRAVA_LANG")
            .env_remove("SPRAVA_LOG")
            .env("SPRAVA_DATA", self.data())
            .args(arguments);
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command(arguments).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
        Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }

    /// An account whose password is [`PASSWORD`].
    pub fn add_user(&self, login: &str, roles: &[&str]) {
        let mut arguments = vec!["user", "add", login, "--password-stdin"];
        for role in roles {
            arguments.extend(["--role", role]);
        }
        let mut adding = self.command(&arguments).stdin(Stdio::piped()).spawn().unwrap();
        writeln!(adding.stdin.take().unwrap(), "{PASSWORD}").unwrap();
        assert!(adding.wait().unwrap().success());
    }

    pub fn start(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Service {
        Service::start(self.command(arguments).envs(environment.iter().copied()))
    }

    /// Brings a file to the inbox as scanners do: written elsewhere, then put in its place whole.
    pub fn bring(&self, batch: &str, dossier: &str, file: &Path, name: &str) {
        let folder = self.data().join("inbox").join(register::DEFAULT_OFFICE).join(batch).join(dossier);
        fs::create_dir_all(&folder).unwrap();
        let whole = self.desk().join("being-copied");
        fs::copy(file, &whole).unwrap();
        fs::rename(&whole, folder.join(name)).unwrap();
    }

    /// Says that no more files come.
    pub fn close(&self, batch: &str, dossier: &str) {
        let folder = self.data().join("inbox").join(register::DEFAULT_OFFICE).join(batch).join(dossier);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(".complete"), "").unwrap();
    }

    pub async fn register(&self) -> Register {
        let set = self.environment.iter().find(|(name, _)| name == "SPRAVA_DATABASE_URL");
        let file = || format!("sqlite://{}", self.data().join("register.sqlite").display());
        Register::open(&set.map_or_else(file, |(_, url)| url.clone())).await.unwrap()
    }

    /// Every file under a folder of the data.
    pub fn files(&self, folder: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.data().join(folder)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { folders.push(path) } else { found.push(path) }
            }
        }
        found
    }
}

/// Waits until what the register tells is so.
pub async fn until(register: &Register, what: &str, is_so: impl Fn(&Progress) -> bool) -> Progress {
    let started = Instant::now();
    loop {
        let progress = register.progress(&Access::command_line(), None).await.unwrap();
        if is_so(&progress) {
            return progress;
        }
        assert!(started.elapsed() < PATIENCE, "{what}: not in {PATIENCE:?}: {progress:?}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// Waits until so many dossiers are read, understood, published and findable.
pub async fn until_finished(register: &Register, dossiers: u64) -> Progress {
    until(register, "the line ends", |progress| {
        progress.dossiers == dossiers
            && progress.finished == dossiers
            && progress.waiting == 0
            && progress.arrivals_waiting == 0
    })
    .await
}

/// Every Concern of the house.
pub async fn concerns(register: &Register) -> Vec<Concern> {
    let filter = ConcernFilter { limit: 500, ..ConcernFilter::default() };
    register.concerns(&Access::command_line(), &filter).await.unwrap()
}
