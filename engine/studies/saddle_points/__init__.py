"""Do we get stuck?"""
