//! Passwords: argon2id, slow on purpose, on the threads for blocking work and never many at once.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

/// Shorter ones are refused where a password is set.
pub const MIN_LETTERS: usize = 10;

/// Each takes 19 MiB and some tens of milliseconds.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// A hash nobody knows the password of: a name that does not exist costs as much time as one that does.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash(&crate::token::fresh()));

/// The PHC string that goes into the register.
pub fn hash(password: &str) -> String {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.expect("the default parameters and a fresh salt are valid").to_string()
}

/// Whether the password is right; `None` where there is no such account, which takes as long and is never right.
pub async fn is_right(password: &str, stored: Option<&str>) -> bool {
    let _turn = AT_ONCE.acquire().await.expect("the semaphore is never closed");
    let password = password.to_owned();
    let stored = stored.map(str::to_owned);
    let known = stored.is_some();
    let same = tokio::task::spawn_blocking(move || {
        let stored = stored.unwrap_or_else(|| NOBODY.clone());
        let Ok(stored) = PasswordHash::new(&stored) else { return false };
        Argon2::default().verify_password(password.as_bytes(), &stored).is_ok()
    });
    same.await.unwrap_or(false) && known
}

#[cfg(test)]
mod tests {
    #[tokio::test]
    async fn only_the_right_password_is_right() {
        let stored = super::hash("правильний пароль");
        assert!(stored.starts_with("$argon2id$"));
        assert!(super::is_right("правильний пароль", Some(&stored)).await);
        assert!(!super::is_right("інший пароль", Some(&stored)).await);
        assert!(!super::is_right("правильний пароль", None).await);
        assert!(!super::is_right("", Some("not a hash")).await);
    }
}
