"""Makes the weights of the reader again: the data, the model, the recipe."""
