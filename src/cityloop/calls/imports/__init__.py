"""Files of other people, read row by row before anything is entered."""
