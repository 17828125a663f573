"""How the tables of archives are read, a module for each."""
