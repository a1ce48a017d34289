"""The stock Channels tutorial chat, the side that the benchmark compares with."""
