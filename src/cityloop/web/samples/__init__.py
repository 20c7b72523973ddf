"""What the style guide shows: made up, and marked so on the page."""
