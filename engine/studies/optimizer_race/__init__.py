"""Several optimizers from one start, on a hill or on a network's loss (notes 2.2)."""
