"""Show: the public pages, and the pages of a case for each of its people."""
