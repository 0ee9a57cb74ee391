//! The face as a browser meets it: real register, real storage, requests through the whole router.

mod api;
mod assets;
mod decided;
mod doors;
mod house;
mod markup;
mod paper;
mod rights;
mod screens;
mod verify;
mod writes;
