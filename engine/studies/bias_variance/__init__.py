"""Many networks from many draws of one problem whose truth is known (notes 2.1)."""
