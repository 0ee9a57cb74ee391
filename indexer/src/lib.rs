//! Dossier to Tantivy, and the search.
