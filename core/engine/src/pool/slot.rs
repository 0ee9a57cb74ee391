//! One child process and the thread that owns it: start, ask with a deadline, say how it died.

use std::io::{self, BufRead as _, BufReader, Read};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::queue::{Queue, Reply};
use crate::config::EngineConfig;
use crate::error::EngineError;
use crate::wire::{self, Answer, Request};

/// Loading the program, PDFium and a model from a cold disk on a busy machine.
const START_SECONDS: u64 = 30;
/// How glibc's `malloc` deals out memory. One arena: an address-space limit counts what the others reserve and never
/// use. What a page took and gave back the next page takes again, up to 512 MiB (of a single piece 32 MiB is the most it takes
/// for a threshold), and in huge pages: the kernel clears little memory for a page (`docs/adr/0008-reading.md`).
const MEMORY: &str = "glibc.malloc.arena_max=1:glibc.malloc.mmap_threshold=33554432\
    :glibc.malloc.trim_threshold=536870912:glibc.malloc.hugetlb=1";

pub(super) fn start(queue: Arc<Queue>, config: Arc<EngineConfig>) -> JoinHandle<()> {
    std::thread::Builder::new()
        .name("engine".to_owned())
        .spawn(move || {
            let mut child = None;
            while let Some(task) = queue.next() {
                let reply = serve(&mut child, &config, &task.request);
                let _ = task.reply.send(reply);
            }
        })
        .expect("a machine without one more thread cannot go on")
}

/// Asks the warm child, or a new one. After any error, and after its share of pages, the child goes.
fn serve(warm: &mut Option<Warm>, config: &EngineConfig, request: &Request) -> Reply {
    let mut child = match warm.take() {
        Some(child) => child,
        None => Warm::start(config)?,
    };
    let (answer, body) = child.ask(request, Duration::from_secs(config.page_seconds), config.output_bytes)?;
    if let Answer::Failed(error) = answer {
        tracing::info!(engine.code = error.code(), "the engine gave up on a page");
        return Err(error);
    }
    child.answered += 1;
    if child.answered < config.pages_per_child {
        *warm = Some(child);
    }
    Ok((answer, body))
}

struct Warm {
    process: Child,
    socket: UnixStream,
    out_of_memory: Arc<AtomicBool>,
    /// Reads the child's standard error to its end.
    watcher: Option<JoinHandle<()>>,
    answered: u32,
}

impl Drop for Warm {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Warm {
    fn start(config: &EngineConfig) -> Result<Self, EngineError> {
        let (socket, theirs) = UnixStream::pair().map_err(|_| EngineError::unavailable("socket"))?;
        let mut command = Command::new(&config.executable);
        command.args(&config.arguments).env_clear().current_dir("/").process_group(0);
        command.env("OMP_THREAD_LIMIT", "1").env("SPRAVA_ENGINE_CHILD", "1");
        command.env("GLIBC_TUNABLES", MEMORY);
        for name in ["TESSDATA_PREFIX", "LD_LIBRARY_PATH"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command.stdin(Stdio::from(OwnedFd::from(theirs))).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut process = command.spawn().map_err(|error| {
            tracing::error!(error.kind = ?error.kind(), "the engine process did not start");
            EngineError::unavailable("executable")
        })?;
        // The command holds the child's end of the socket; while it lives, a dead child is no end of file.
        drop(command);
        let out_of_memory = Arc::new(AtomicBool::new(false));
        let watcher = process.stderr.take().map(|stderr| {
            let seen = Arc::clone(&out_of_memory);
            std::thread::spawn(move || watch(BufReader::new(stderr), &seen))
        });
        let mut child = Self { process, socket, out_of_memory, watcher, answered: 0 };
        let hello = Request::Hello(config.for_child());
        match child.ask(&hello, Duration::from_secs(START_SECONDS), config.output_bytes)? {
            (Answer::Ready, _) => Ok(child),
            (Answer::Failed(error), _) => Err(error),
            _ => Err(EngineError::unavailable("protocol")),
        }
    }

    fn ask(&mut self, request: &Request, time: Duration, output_bytes: u64) -> Reply {
        let deadline = Instant::now() + time;
        let _ = self.socket.set_write_timeout(Some(time));
        let answer = wire::send(&self.socket, request, &[])
            .and_then(|()| wire::receive(Timed { socket: &self.socket, deadline }, output_bytes));
        answer.map_err(|error| self.why(&error, time))
    }

    /// Turns a broken talk into what it means for the page.
    fn why(&mut self, error: &io::Error, time: Duration) -> EngineError {
        let seconds = time.as_secs();
        let error = match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => EngineError::Timeout { seconds },
            io::ErrorKind::InvalidData => EngineError::unavailable("output"),
            _ => self.death(seconds),
        };
        tracing::warn!(engine.code = error.code(), "an engine process was lost");
        error
    }

    fn death(&mut self, seconds: u64) -> EngineError {
        let Some(status) = self.reap() else { return EngineError::unavailable("protocol") };
        // The watcher may still be reading the last words; they end with the process.
        if let Some(watcher) = self.watcher.take() {
            let _ = watcher.join();
        }
        match status.signal() {
            Some(libc::SIGXCPU) => EngineError::Timeout { seconds },
            Some(_) if self.out_of_memory.load(Ordering::Acquire) => EngineError::OutOfMemory,
            Some(signal) => EngineError::Crashed { signal },
            None => EngineError::unavailable("protocol"),
        }
    }

    /// The socket closes a moment before the process is gone.
    fn reap(&mut self) -> Option<ExitStatus> {
        for _ in 0..200 {
            if let Ok(Some(status)) = self.process.try_wait() {
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        None
    }
}

/// Reads a child's standard error for the two phrases that mean "no memory", and forgets all else: native
/// libraries quote what they choke on, and that may be somebody's data.
fn watch(mut stderr: impl io::BufRead, out_of_memory: &AtomicBool) {
    let mut line = Vec::new();
    while let Ok(read) = stderr.by_ref().take(4096).read_until(b'\n', &mut line) {
        if read == 0 {
            return;
        }
        let text = String::from_utf8_lossy(&line);
        if text.contains("memory allocation of") || text.contains("bad_alloc") {
            out_of_memory.store(true, Ordering::Release);
        }
        line.clear();
    }
}

/// A socket whose reads all end at one moment.
struct Timed<'a> {
    socket: &'a UnixStream,
    deadline: Instant,
}

impl Read for Timed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.socket.set_read_timeout(Some(left))?;
        (&mut &*self.socket).read(buffer)
    }
}
