"""What makes parts of the project, or prepares a machine for it; never part of the program."""
