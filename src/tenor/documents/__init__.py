"""What is written: letters as data, and the data as text."""
