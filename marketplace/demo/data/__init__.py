"""Tables of invented shops, goods and people. Plain values; nothing here knows the database."""
