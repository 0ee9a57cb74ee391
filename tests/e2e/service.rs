//! A running `sprava serve` or `sprava worker`: what it says is kept, and it never outlives its test.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(120);

#[derive(Default)]
struct Said {
    lines: Mutex<Vec<String>>,
    more: Condvar,
}

pub struct Service {
    child: Child,
    said: Arc<Said>,
}

impl Service {
    pub fn start(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let said = Arc::new(Said::default());
        listen(child.stdout.take().unwrap(), &said);
        listen(child.stderr.take().unwrap(), &said);
        Self { child, said }
    }

    /// The first line in which `wanted` stands, said already or to come.
    #[track_caller]
    pub fn line(&mut self, wanted: &str) -> String {
        self.line_or_nothing(wanted, PATIENCE)
            .unwrap_or_else(|| panic!("«{wanted}» was not said:\n{}", self.told()))
    }

    fn line_or_nothing(&mut self, wanted: &str, patience: Duration) -> Option<String> {
        let started = Instant::now();
        let mut lines = self.said.lines.lock().unwrap();
        loop {
            if let Some(line) = lines.iter().find(|line| line.contains(wanted)) {
                return Some(line.clone());
            }
            if started.elapsed() > patience {
                return None;
            }
            lines = self.said.more.wait_timeout(lines, Duration::from_millis(100)).unwrap().0;
        }
    }

    /// Everything said so far, standard output and standard error.
    pub fn told(&self) -> String {
        self.said.lines.lock().unwrap().join("\n")
    }

    /// Host and port of the web pages.
    pub fn address(&mut self) -> String {
        let line = self.line("http://");
        let (_, address) = line.split_once("http://").unwrap();
        address.split(['/', ' ']).next().unwrap().to_owned()
    }

    /// One request and its answer, head and body.
    pub fn ask(&mut self, head: &str, body: &str) -> String {
        let address = self.address();
        let mut stream = TcpStream::connect(&address).unwrap();
        let length = body.len();
        write!(
            stream,
            "{head} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {length}\r\n"
        )
        .unwrap();
        write!(stream, "Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// As the machine losing power: SIGKILL, nothing is told to the program.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// As the supervisor does: SIGTERM, and the program ends by itself. Gives everything it said.
    #[track_caller]
    pub fn stop(mut self) -> String {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(asked.success());
        let ended = self.wait();
        assert!(ended.success(), "{ended}: {}", self.told());
        self.told()
    }

    fn wait(&mut self) -> ExitStatus {
        let started = Instant::now();
        loop {
            if let Some(ended) = self.child.try_wait().unwrap() {
                return ended;
            }
            assert!(started.elapsed() < PATIENCE, "does not stop:\n{}", self.told());
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn listen(from: impl Read + Send + 'static, said: &Arc<Said>) {
    let said = Arc::clone(said);
    std::thread::spawn(move || {
        for line in BufReader::new(from).split(b'\n') {
            let Ok(line) = line else { return };
            said.lines.lock().unwrap().push(String::from_utf8_lossy(&line).into_owned());
            said.more.notify_all();
        }
    });
}
