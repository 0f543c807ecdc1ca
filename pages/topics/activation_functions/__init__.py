"""Why not just use straight lines?"""
