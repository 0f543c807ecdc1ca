"""More than two classes?"""
