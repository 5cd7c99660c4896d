"""Claims from relation mentions, their history and disputes; the store, its queries, validation."""
