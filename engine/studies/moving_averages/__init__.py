"""What an exponentially weighted average remembers, and what that costs (notes 2.2)."""
