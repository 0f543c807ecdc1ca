"""What becomes of signals and gradients in deep networks, by the scale of the first weights (notes 1.3.3, 2.1.4)."""
