"""What leaves the site for other programs: text of files and of pages' heads, made from the corpus and the prose."""
