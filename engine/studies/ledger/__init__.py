"""Is what the course says true?"""
