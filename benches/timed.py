"""Runs a command and writes what it cost to a file: wall seconds, processor seconds, MiB of its largest process, MiB of
its largest reading engine (0 when it has none).

Seconds and the largest process are what the system counted for the command and all its children. An engine process is
looked at while it lives: the system keeps its peak, so a look now and then misses little.

    timed.py FILE COMMAND...
"""

import os
import pathlib
import resource
import subprocess
import sys
import time

LOOK_EVERY = 0.25  # seconds


def peak_of_engines(session):
    """The largest peak among the session's engine processes, in KiB. Other people's engines are in other sessions."""
    peak = 0
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            # After the name, which may hold anything: state, parent, group, session.
            if process.joinpath("stat").read_text().rpartition(")")[2].split()[3] != session:
                continue
            if b"engine-child" not in process.joinpath("cmdline").read_bytes():
                continue
            for line in process.joinpath("status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    peak = max(peak, int(line.split()[1]))
        except (OSError, IndexError):
            continue  # it ended meanwhile
    return peak


def main():
    report, command = sys.argv[1], sys.argv[2:]
    began, engines = time.monotonic(), 0
    running = subprocess.Popen(command, start_new_session=True)
    while running.poll() is None:
        engines = max(engines, peak_of_engines(str(running.pid)))
        time.sleep(LOOK_EVERY)
    wall, spent = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = spent.ru_utime + spent.ru_stime
    with open(report, "w", encoding="ascii") as file:
        print(f"{wall:.1f} {cpu:.1f} {spent.ru_maxrss / 1024:.0f} {engines / 1024:.0f}", file=file)
    return running.returncode


if __name__ == "__main__":
    sys.exit(main())
