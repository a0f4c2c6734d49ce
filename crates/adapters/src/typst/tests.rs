//! What a person must be able to read on the pages, and what must not break them.
