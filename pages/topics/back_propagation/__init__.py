"""Where does a gradient come from?"""
