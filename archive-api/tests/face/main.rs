//! The face as a browser meets it: real register, real storage, requests through the whole router.

mod assets;
mod doors;
mod house;
mod markup;
mod rights;
mod screens;
mod writes;
