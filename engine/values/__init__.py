"""Values that can be checked, shown, linked and repeated: fields with their bounds, codes, randomness."""
