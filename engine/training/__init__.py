"""How it is trained: the cost and its batches, steps, replicas, what a state is worth, and when to stop."""
