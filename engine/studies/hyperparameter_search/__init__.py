"""Grid, random, coarse to fine: trials of an experiment's own numbers (notes 1.4.1, 2.3.1)."""
