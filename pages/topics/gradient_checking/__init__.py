"""How do I know that my gradient is right?"""
