"""A cost as a landscape: planes through it, paths in it, its curvature at a point (notes 2.2)."""
