"""What buyers see and do, and what follows from it: catalogue, basket, checkout, payment, orders, reviews."""
