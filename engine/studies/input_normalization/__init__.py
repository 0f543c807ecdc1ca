"""Why scale the inputs?"""
