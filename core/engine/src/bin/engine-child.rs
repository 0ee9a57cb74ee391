//! The child process alone, for this room's own tests and measurements. The product uses `sprava engine-child`.

fn main() {
    engine::run_child()
}
