"""What several screens around the items are made of. They show what they are told."""
