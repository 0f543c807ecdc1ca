"""Why does it matter where we start?"""
