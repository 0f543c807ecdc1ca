"""Derived gradients against differences, and faults to be found (notes 2.1.4)."""
