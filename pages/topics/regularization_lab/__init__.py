"""Regularization lab."""
