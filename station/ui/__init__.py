"""What people see: the only package that imports Qt.

Views hold layout and signals; presenters are plain classes that know no Qt. The participant's,
the proctor's and the coordinator's windows do not know each other.
"""
