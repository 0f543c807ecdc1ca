"""How much of the data does a step need?"""
