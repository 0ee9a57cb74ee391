//! What a child may use: address space, processor time, file size, open files. It dies with its parent.

use crate::config::ChildConfig;

const MOST_FILE_BYTES: u64 = 1 << 20;
const MOST_FILES: u64 = 64;

/// Sets every limit that holds for the child's whole life. A limit the kernel refuses is left as it is: the
/// parent's deadline still holds.
pub(super) fn enter(config: &ChildConfig) {
    both(libc::RLIMIT_AS, config.memory_bytes);
    both(libc::RLIMIT_FSIZE, MOST_FILE_BYTES);
    both(libc::RLIMIT_NOFILE, MOST_FILES);
    both(libc::RLIMIT_CORE, 0);
    #[expect(unsafe_code, reason = "plain prctl calls on ourselves, no memory involved")]
    unsafe {
        libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
        libc::prctl(libc::PR_SET_DUMPABLE, 0);
        libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
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
