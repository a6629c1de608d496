//! Value types of the field: valid once made, so that nobody after the parser checks a string again.
