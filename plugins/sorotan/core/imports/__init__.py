"""What other programs wrote, as the beginnings of our records. Nothing here trusts its input."""
