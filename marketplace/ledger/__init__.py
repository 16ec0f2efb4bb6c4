"""Double entry: accounts, posting, balances, invariants."""
