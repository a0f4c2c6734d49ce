//! What several tests of ports stand on.

pub mod smtp;
