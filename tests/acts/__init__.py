"""Acts on a real record: what a mail or a person's word changes, and what it does not."""
