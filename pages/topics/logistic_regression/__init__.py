"""What does a single neuron do?"""
