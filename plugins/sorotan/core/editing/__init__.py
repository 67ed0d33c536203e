"""Changing the files of editors in place: only the characters that must change, and a whole file or none."""
