//! Writers: a planned week to CSV and JSON, each over `io::Write`.
