"""One network held back in seven ways (notes 2.1.3)."""
