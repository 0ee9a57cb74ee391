//! How a bucket is reached: the usual AWS variables, read once when a storage opens.

use std::env;
use std::fmt;

/// Address and keys of an S3 service. Secrets do not print.
#[derive(Clone, Default)]
pub struct S3Access {
    /// `AWS_ENDPOINT_URL_S3` or `AWS_ENDPOINT_URL`; without one it is Amazon's own service.
    pub endpoint: Option<String>,
    /// `AWS_REGION` or `AWS_DEFAULT_REGION`; `us-east-1` otherwise, which other services ignore.
    pub region: Option<String>,
    /// `AWS_ACCESS_KEY_ID`
    pub access_key: String,
    /// `AWS_SECRET_ACCESS_KEY`
    pub secret_key: String,
    /// `AWS_SESSION_TOKEN`
    pub session_token: Option<String>,
    /// `AWS_REQUEST_CHECKSUM_CALCULATION=when_required`: for old services that refuse checksums nobody asked for.
    pub checksums_when_required: bool,
}

impl S3Access {
    pub fn from_env() -> Self {
        let first = |names: &[&str]| {
            let mut found = names.iter().filter_map(|name| env::var(name).ok());
            found.find(|value| !value.is_empty())
        };
        Self {
            endpoint: first(&["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"]),
            region: first(&["AWS_REGION", "AWS_DEFAULT_REGION"]),
            access_key: first(&["AWS_ACCESS_KEY_ID"]).unwrap_or_default(),
            secret_key: first(&["AWS_SECRET_ACCESS_KEY"]).unwrap_or_default(),
            session_token: first(&["AWS_SESSION_TOKEN"]),
            checksums_when_required: first(&["AWS_REQUEST_CHECKSUM_CALCULATION"])
                .is_some_and(|value| value.eq_ignore_ascii_case("when_required")),
        }
    }
}

impl fmt::Debug for S3Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("S3Access")
            .field("endpoint", &self.endpoint)
            .field("region", &self.region)
            .finish_non_exhaustive()
    }
}
