"""What the parts of a page need worked out: marks, days, sentences, addresses of lists."""
