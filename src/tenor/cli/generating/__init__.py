"""Portfolios of invented contracts, for tests and benchmarks: any template's terms moved in time, with months of history."""
