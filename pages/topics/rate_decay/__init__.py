"""When should I slow down?"""
