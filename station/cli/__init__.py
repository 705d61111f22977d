"""The command line: thin commands, one module a group; everything heavy is imported late."""
