"""Show what the record says, and the room in which a scheme's next edition is made."""
