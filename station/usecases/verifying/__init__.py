"""The parts of `verify`: each looks at one thing and notes what is wrong, in a fixed order."""
