//! File to pages: inbox, upload, separators, fixity.
