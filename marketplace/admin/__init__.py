"""Work queues of the people who run the market."""
