"""Files of people: taken in, made harmless, kept under names of ours, cleared away."""
