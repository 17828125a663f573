"""Help inside the program: its pages, the first steps, and what it is made of."""
