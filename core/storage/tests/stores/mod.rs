//! The two places the contract is shown on, each fresh and empty.

use std::path::Path;

use aws_sdk_s3::Client;
use aws_sdk_s3::config::{BehaviorVersion, Config, Credentials, Region};
use aws_sdk_s3::types::{BucketVersioningStatus, VersioningConfiguration};
use storage::{Finding, Folder, Key, S3, S3Access, Storage};
use tempfile::TempDir;
use uuid::Uuid;

pub struct Place {
    pub store: Storage,
    /// Folder: the store itself. S3: where its spool is.
    dir: TempDir,
    /// `bucket/prefix`, for S3.
    bucket: Option<String>,
}

pub async fn both() -> [Place; 2] {
    let dir = tempfile::tempdir().unwrap();
    let store = Storage::Folder(Folder::open(dir.path()).await.unwrap());
    let folder = Place { store, dir, bucket: None };
    let bucket = format!("{}/{}", variable("SPRAVA_TEST_S3_BUCKET"), Uuid::now_v7());
    let (store, dir) = Place::bucket(&bucket, None, None).await;
    [folder, Place { store, dir, bucket: Some(bucket) }]
}

/// A bucket that keeps every version: a service may well check conditions there in another way.
pub async fn versioned() -> Place {
    let name = format!("versioned-{}", Uuid::now_v7());
    client().create_bucket().bucket(&name).send().await.unwrap();
    let on = VersioningConfiguration::builder().status(BucketVersioningStatus::Enabled).build();
    client().put_bucket_versioning().bucket(&name).versioning_configuration(on).send().await.unwrap();
    let bucket = format!("{name}/prefix");
    let (store, dir) = Place::bucket(&bucket, None, None).await;
    Place { store, dir, bucket: Some(bucket) }
}

/// Bucket, access key, secret and what the doctor must say.
pub fn wrong_buckets() -> [(String, Option<&'static str>, Option<&'static str>, Finding); 2] {
    let bucket = variable("SPRAVA_TEST_S3_BUCKET");
    [
        ("no-such-bucket-here".to_owned(), None, None, Finding::BucketMissing),
        (bucket, None, Some("wrong secret"), Finding::BucketDenied),
    ]
}

impl Place {
    pub async fn bucket(place: &str, key: Option<&str>, secret: Option<&str>) -> (Storage, TempDir) {
        let access = S3Access {
            endpoint: Some(variable("SPRAVA_TEST_S3_ENDPOINT")),
            access_key: key.map_or_else(|| variable("SPRAVA_TEST_S3_ACCESS_KEY"), str::to_owned),
            secret_key: secret.map_or_else(|| variable("SPRAVA_TEST_S3_SECRET_KEY"), str::to_owned),
            ..S3Access::default()
        };
        let dir = tempfile::tempdir().unwrap();
        let store = Storage::S3(S3::open(place, dir.path(), access).await.unwrap());
        (store, dir)
    }

    /// The same place as another process would open it.
    pub async fn reopen(&self) -> (Storage, TempDir) {
        match &self.bucket {
            None => {
                let store = Storage::Folder(Folder::open(self.dir.path()).await.unwrap());
                (store, tempfile::tempdir().unwrap())
            }
            Some(bucket) => Self::bucket(bucket, None, None).await,
        }
    }

    /// Files that were spooled or copied and not forgotten.
    pub fn leftovers(&self) -> Vec<String> {
        let folder = match self.bucket {
            None => self.dir.path().join("incoming"),
            Some(_) => self.dir.path().to_owned(),
        };
        names(&folder)
    }

    /// Does what nobody may: changes an original behind the store's back.
    pub async fn tamper(&self, key: &Key, bytes: &[u8]) {
        let Some(bucket) = &self.bucket else {
            let path = self.dir.path().join(key.as_str());
            std::fs::remove_file(&path).unwrap();
            return std::fs::write(path, bytes).unwrap();
        };
        let (name, prefix) = bucket.split_once('/').unwrap();
        let put = client().put_object().bucket(name).key(format!("{prefix}/{key}"));
        put.body(bytes.to_vec().into()).send().await.unwrap();
    }
}

/// The service itself, without our storage before it.
fn client() -> Client {
    let keys = Credentials::new(
        variable("SPRAVA_TEST_S3_ACCESS_KEY"),
        variable("SPRAVA_TEST_S3_SECRET_KEY"),
        None,
        None,
        "tests",
    );
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .credentials_provider(keys)
        .region(Region::new("us-east-1"))
        .endpoint_url(variable("SPRAVA_TEST_S3_ENDPOINT"))
        .force_path_style(true);
    Client::from_conf(config.build())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name != "cache").collect()
}

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run this test through «make test»"))
}
