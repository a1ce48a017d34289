"""Several processes: who starts, replaces and ends them, and what they inherit."""
