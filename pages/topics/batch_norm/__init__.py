"""What does batch norm change?"""
