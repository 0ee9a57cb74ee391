//! The face as a browser meets it: real register, real storage, requests through the whole router.

mod api;
mod arbiter;
mod assets;
mod copies;
mod decided;
mod doors;
mod house;
mod markup;
mod paper;
mod rights;
mod screens;
mod verify;
mod verify_finish;
mod writes;
