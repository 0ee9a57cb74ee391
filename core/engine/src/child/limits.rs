//! What a child may use: address space, processor time, file size, open files. It dies with its parent.

use crate::config::ChildConfig;

const MOST_FILE_BYTES: u64 = 1 << 20;
const MOST_FILES: u64 = 64;
/// A process that cannot have this much more has reached its limit: PDFium asks for a little at a time.
const LAST_BYTES: usize = 32 << 20;
/// How the parent knows of it (`pool/slot`): the words C++ has for it.
const NO_MEMORY: &[u8] = b"bad_alloc\n";

/// Sets every limit that holds for the child's whole life. A limit the kernel refuses is left as it is: the
/// parent's deadline still holds.
pub(super) fn enter(config: &ChildConfig) {
    both(libc::RLIMIT_AS, config.memory_bytes);
    both(libc::RLIMIT_FSIZE, MOST_FILE_BYTES);
    both(libc::RLIMIT_NOFILE, MOST_FILES);
    both(libc::RLIMIT_CORE, 0);
    for signal in [libc::SIGABRT, libc::SIGTRAP, libc::SIGILL, libc::SIGSEGV] {
        tell_of_memory(signal);
    }
    #[expect(unsafe_code, reason = "plain prctl calls on ourselves, no memory involved")]
    unsafe {
        libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
        libc::prctl(libc::PR_SET_DUMPABLE, 0);
        libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    }
}

/// Native libraries end without a word when they get no memory. The signal they end by is looked at once, and then does
/// what it always does.
fn tell_of_memory(signal: i32) {
    #[expect(
        unsafe_code,
        reason = "the handler calls only mmap, munmap and write, which need no heap and no lock"
    )]
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = died as extern "C" fn(i32) as usize;
        action.sa_flags = libc::SA_RESETHAND | libc::SA_NODEFER | libc::SA_ONSTACK;
        libc::sigaction(signal, &action, std::ptr::null_mut());
    }
}

extern "C" fn died(signal: i32) {
    #[expect(unsafe_code, reason = "nothing is read or written at the new place, and it is given back")]
    unsafe {
        let kind = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
        let place = libc::mmap(std::ptr::null_mut(), LAST_BYTES, libc::PROT_NONE, kind, -1, 0);
        if place == libc::MAP_FAILED {
            libc::write(libc::STDERR_FILENO, NO_MEMORY.as_ptr().cast(), NO_MEMORY.len());
        } else {
            libc::munmap(place, LAST_BYTES);
        }
        libc::raise(signal);
    }
}

/// Grants one request twice its wall-clock time of processor time, counted from now.
pub(super) fn grant(page_seconds: u64) {
    let until = used_seconds() + 2 * page_seconds.max(1);
    set(libc::RLIMIT_CPU, libc::rlimit { rlim_cur: until, rlim_max: libc::RLIM_INFINITY });
}

fn used_seconds() -> u64 {
    let zero = libc::timeval { tv_sec: 0, tv_usec: 0 };
    #[expect(unsafe_code, reason = "an all-zero rusage is a valid one, and getrusage fills it")]
    let (user, system) = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        if libc::getrusage(libc::RUSAGE_SELF, &mut usage) == 0 {
            (usage.ru_utime, usage.ru_stime)
        } else {
            (zero, zero)
        }
    };
    (user.tv_sec + system.tv_sec) as u64 + 1
}

fn both(resource: libc::__rlimit_resource_t, value: u64) {
    set(resource, libc::rlimit { rlim_cur: value, rlim_max: value });
}

fn set(resource: libc::__rlimit_resource_t, limit: libc::rlimit) {
    #[expect(unsafe_code, reason = "the limit is a valid struct for the time of the call")]
    unsafe {
        libc::setrlimit(resource, &limit);
    }
}
