"""Files that are mostly text."""
