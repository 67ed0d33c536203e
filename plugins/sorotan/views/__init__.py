"""What a page shows, as plain data: made from the corpus and the prose, rendered by a template that decides nothing."""
