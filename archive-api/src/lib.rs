//! The face: web pages, JSON API, IIIF, verification, access.
