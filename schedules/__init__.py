"""When, where and who wins: the pure domain, without I/O and without a clock."""
