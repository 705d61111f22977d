"""Keys, signatures and sealed files: the only package that touches keys.

Promises: what a `verify_*` or `read_*` function returns was checked in full before it
returned. Refuses: to give a verdict (it raises instead), to touch a disk or a clock, and
to put a key, an answer or a name of a person into an error.
"""
