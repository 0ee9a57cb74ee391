//! The two databases behind one set of words: connections, transactions, times, access filters.
