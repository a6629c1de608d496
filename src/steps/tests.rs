//! Steps of edits of the built-ins.
