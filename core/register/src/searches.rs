//! Stored queries, so that no address carries a name. Each belongs to the person who asked.

use dossier::{SearchId, UserId};
use serde_json::Value;
use sqlx::types::Json;

use crate::sql::{At, row, run};
use crate::{Register, RegisterError, Result};

impl Register {
    pub async fn save_search(&self, user: UserId, query: &Value) -> Result<SearchId> {
        let id = SearchId::new();
        let mut tx = self.write().await?;
        run!(
            &mut tx,
            "INSERT INTO searches (id, user_id, query, at) VALUES ($1, $2, $3, $4)",
            id.0,
            user.0,
            Json(query),
            At(self.now())
        )?;
        tx.commit().await?;
        Ok(id)
    }

    /// Another person's search is `NotFound`.
    pub async fn search(&self, user: UserId, id: SearchId) -> Result<Value> {
        let mut tx = self.read().await?;
        let sql = "SELECT query FROM searches WHERE id = $1 AND user_id = $2";
        let found = row!(&mut tx, (Json<Value>,), sql, id.0, user.0)?;
        found.map(|(query,)| query.0).ok_or(RegisterError::NotFound)
    }
}
