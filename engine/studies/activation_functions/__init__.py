"""Why the functions between layers must not be straight, and what each of them costs and buys (notes 1.3.1)."""
