//! Originals and derivatives: a folder or S3.
