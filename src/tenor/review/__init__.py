"""What it means on a date: ratings, steps, duties, what may be done, why, and what if."""
