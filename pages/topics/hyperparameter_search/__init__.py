"""Grid or dice?"""
