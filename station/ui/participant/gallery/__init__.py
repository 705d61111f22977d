"""Pictures of a seat's screens with invented people: for people to look at, and for tests."""
