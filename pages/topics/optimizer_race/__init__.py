"""The Optimizer race."""
