//! Storage in an S3 bucket: conditional writes for originals, path-style addresses for services of one's own.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

use aws_sdk_s3::Client;
use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::config::timeout::TimeoutConfig;
use aws_sdk_s3::config::{
    BehaviorVersion, Config, Credentials, Region, RequestChecksumCalculation, ResponseChecksumValidation,
};
use aws_sdk_s3::primitives::ByteStream;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use dossier::{Digest, DossierId};

use crate::cache::Cache;
use crate::error::StorageError;
use crate::key::{DOSSIERS, Key};
use crate::local::LocalFile;
use crate::s3_access::S3Access;
use crate::s3_fault::{is_collision, is_taken, of_answer};
use crate::spool::{self, Spooled};
use crate::{Entry, Stream};

#[derive(Clone, Debug)]
pub struct S3 {
    client: Client,
    bucket: String,
    /// Empty, or ends with a slash.
    prefix: String,
    spool: PathBuf,
    cache: Cache,
}

impl S3 {
    /// `place` is `bucket` or `bucket/prefix`. Asks the service nothing: `doctor` does.
    pub async fn open(place: &str, spool: &Path, access: S3Access) -> Result<Self, StorageError> {
        let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
        if bucket.is_empty() {
            return Err(StorageError::Address);
        }
        let prefix = prefix.trim_matches('/');
        let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}/") };
        spool::prepare(spool).await?;
        let cache = Cache::open(spool).await?;
        let client = Client::from_conf(client_config(access));
        Ok(Self { client, bucket: bucket.to_owned(), prefix, spool: spool.to_owned(), cache })
    }

    pub(crate) fn client(&self) -> (&Client, &str) {
        (&self.client, &self.bucket)
    }

    pub(crate) fn spool_folder(&self) -> &Path {
        &self.spool
    }

    pub(crate) fn name(&self, within: &str) -> String {
        format!("{}{within}", self.prefix)
    }

    /// Uploads spooled bytes unless the key is taken; true when it was.
    pub(crate) async fn keep(&self, key: &Key, spooled: &Spooled) -> Result<bool, StorageError> {
        fail::fail_point!("storage::before_name");
        for attempt in 1.. {
            let body = ByteStream::from_path(&spooled.path).await;
            let sent = self
                .client
                .put_object()
                .bucket(&self.bucket)
                .key(self.name(key.as_str()))
                .if_none_match("*")
                .checksum_sha256(base64(&spooled.digest))
                .body(body.map_err(|error| StorageError::Other(error.into()))?)
                .send()
                .await;
            match sent {
                Ok(_) => return Ok(false),
                Err(error) if is_taken(&error) => return Ok(true),
                Err(error) if is_collision(&error) && attempt < 5 => {
                    tokio::time::sleep(Duration::from_millis(50 << attempt)).await;
                }
                Err(error) => return Err(of_answer(error)),
            }
        }
        unreachable!("the loop ends by returning")
    }

    pub(crate) async fn put(&self, key: &Key, bytes: &[u8]) -> Result<(), StorageError> {
        let request = self.client.put_object().bucket(&self.bucket).key(self.name(key.as_str()));
        request.body(bytes.to_vec().into()).send().await.map_err(of_answer)?;
        // The object is there and nobody has been told.
        fail::fail_point!("storage::put");
        Ok(())
    }

    pub(crate) async fn put_spooled(&self, key: &Key, spooled: &Spooled) -> Result<(), StorageError> {
        let body = ByteStream::from_path(&spooled.path).await;
        let request = self.client.put_object().bucket(&self.bucket).key(self.name(key.as_str()));
        let request = request.checksum_sha256(base64(&spooled.digest));
        let body = body.map_err(|error| StorageError::Other(error.into()))?;
        request.body(body).send().await.map_err(of_answer)?;
        fail::fail_point!("storage::put");
        Ok(())
    }

    pub(crate) async fn get(&self, key: &Key) -> Result<Vec<u8>, StorageError> {
        let answer = self.request(key).send().await.map_err(of_answer)?;
        whole(answer.body).await
    }

    pub(crate) async fn get_range(&self, key: &Key, range: Range<u64>) -> Result<Vec<u8>, StorageError> {
        let wanted = format!("bytes={}-{}", range.start, range.end - 1);
        match self.request(key).range(wanted).send().await {
            Ok(answer) => whole(answer.body).await,
            // Starts past the end: nothing there, as in a file.
            Err(error) if error.raw_response().is_some_and(|answer| answer.status().as_u16() == 416) => {
                Ok(Vec::new())
            }
            Err(error) => Err(of_answer(error)),
        }
    }

    pub(crate) async fn stream(&self, key: &Key) -> Result<Stream, StorageError> {
        let answer = self.request(key).send().await.map_err(of_answer)?;
        let size = answer.content_length.and_then(|size| u64::try_from(size).ok());
        Ok(Stream { size, bytes: Box::new(answer.body.into_async_read()) })
    }

    pub(crate) async fn size(&self, key: &Key) -> Result<Option<u64>, StorageError> {
        let request = self.client.head_object().bucket(&self.bucket).key(self.name(key.as_str()));
        match request.send().await.map_err(of_answer) {
            Ok(facts) => Ok(facts.content_length().and_then(|size| u64::try_from(size).ok())),
            Err(StorageError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(crate) async fn to_local(&self, key: &Key) -> Result<LocalFile, StorageError> {
        if let Some(local) = self.cache.take(key).await {
            return Ok(local);
        }
        let from = self.stream(key).await?.bytes;
        let fetched = spool::take_in(&self.spool, from, u64::MAX).await.map_err(|error| match error {
            StorageError::Source(error) => StorageError::of_reading(error),
            other => other,
        })?;
        if key.digest().is_some_and(|promised| promised != fetched.digest) {
            return Err(StorageError::Damaged);
        }
        let local = fetched.into_local();
        self.cache.remember(key, &local).await;
        Ok(local)
    }

    pub(crate) async fn dossiers(&self) -> Result<Vec<DossierId>, StorageError> {
        let mut found = Vec::new();
        for spread in self.folders(DOSSIERS).await? {
            for folder in self.folders(&spread).await? {
                let name = folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
                found.extend(name.parse::<DossierId>().ok());
            }
        }
        Ok(found)
    }

    pub(crate) async fn list(&self, dossier: DossierId) -> Result<Vec<Entry>, StorageError> {
        let request = self.client.list_objects_v2().bucket(&self.bucket);
        let mut pages = request.prefix(self.name(&Key::prefix(dossier))).into_paginator().send();
        let mut entries = Vec::new();
        while let Some(page) = pages.next().await {
            for object in page.map_err(of_answer)?.contents() {
                let within = object.key().and_then(|name| name.strip_prefix(&self.prefix));
                if let Some(key) = within.and_then(Key::parse) {
                    let size = object.size().and_then(|size| u64::try_from(size).ok()).unwrap_or_default();
                    entries.push(Entry { key, size });
                }
            }
        }
        Ok(entries)
    }

    pub(crate) async fn remove(&self, key: &Key) -> Result<(), StorageError> {
        let request = self.client.delete_object().bucket(&self.bucket).key(self.name(key.as_str()));
        match request.send().await.map_err(of_answer) {
            Ok(_) | Err(StorageError::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// The «folders» one level below, without our prefix, with the closing slash.
    async fn folders(&self, within: &str) -> Result<Vec<String>, StorageError> {
        let request = self.client.list_objects_v2().bucket(&self.bucket).delimiter("/");
        let mut pages = request.prefix(self.name(within)).into_paginator().send();
        let mut found = Vec::new();
        while let Some(page) = pages.next().await {
            for folder in page.map_err(of_answer)?.common_prefixes() {
                let name = folder.prefix().and_then(|name| name.strip_prefix(&self.prefix));
                found.extend(name.map(str::to_owned));
            }
        }
        Ok(found)
    }

    fn request(&self, key: &Key) -> aws_sdk_s3::operation::get_object::builders::GetObjectFluentBuilder {
        self.client.get_object().bucket(&self.bucket).key(self.name(key.as_str()))
    }
}

fn client_config(access: S3Access) -> Config {
    let plain = access.endpoint.as_deref().is_some_and(|address| address.starts_with("http://"));
    let http = aws_smithy_http_client::Builder::new();
    let http = if plain {
        http.build_http()
    } else {
        http.tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https()
    };
    let keys =
        Credentials::new(access.access_key, access.secret_key, access.session_token, None, "environment");
    let mut config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .http_client(http)
        .credentials_provider(keys)
        .region(Region::new(access.region.unwrap_or_else(|| "us-east-1".to_owned())))
        .retry_config(RetryConfig::standard())
        .timeout_config(TimeoutConfig::builder().connect_timeout(Duration::from_secs(5)).build());
    if let Some(endpoint) = access.endpoint {
        config = config.endpoint_url(endpoint).force_path_style(true);
    }
    if access.checksums_when_required {
        config = config
            .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
            .response_checksum_validation(ResponseChecksumValidation::WhenRequired);
    }
    config.build()
}

async fn whole(body: ByteStream) -> Result<Vec<u8>, StorageError> {
    match body.collect().await {
        Ok(bytes) => Ok(bytes.to_vec()),
        Err(error) => Err(StorageError::of_reading(std::io::Error::other(error))),
    }
}

/// The form in which S3 takes a checksum.
fn base64(digest: &Digest) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(44);
    for group in digest.0.chunks(3) {
        let bits =
            group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..=group.len() {
            text.push(char::from(LETTERS[(bits >> (18 - 6 * place) & 63) as usize]));
        }
        text.push_str(&"="[..3 - group.len().max(2)]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_spelled_as_s3_spells_them() {
        let check = |bytes: &[u8], expected: &str| assert_eq!(base64(&Digest::of(bytes)), expected);
        check(b"", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        check(b"abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }
}
