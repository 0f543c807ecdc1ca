"""Where a gradient comes from: every number of one pass forward and one back (notes 1.3.2, 1.4)."""
