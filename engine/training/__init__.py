"""How it is trained: batches, steps, replicas, and what a state is worth."""
