//! Stage contract, worker loop, leases, start and stop.
