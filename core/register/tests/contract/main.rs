//! One contract over both databases: every test runs on a SQLite file and on a real PostgreSQL.
//! `scripts/with-services cargo test -p register` starts the server and names it in `SPRAVA_TEST_POSTGRES_URL`.

mod access;
mod audit;
mod decided;
mod door;
mod due;
mod house;
mod jobs;
mod lists;
mod people;
mod reading_again;
mod schema;
mod verify;
