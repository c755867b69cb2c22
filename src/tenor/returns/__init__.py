"""What the supplier sent: a workbook, CSV or JSON made from the terms, read back with the cell of each value, and checked by itself."""
