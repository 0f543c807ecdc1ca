"""What does β remember?"""
