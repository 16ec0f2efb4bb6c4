"""Numbers and names as Indonesian offices write them: their shapes, checks and canonical forms."""
