"""What is trained: layers, outputs, losses, and the way forth and back through them."""
