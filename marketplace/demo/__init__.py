"""Demo data: invented shops, goods and people of Jember, and pictures drawn by code."""
