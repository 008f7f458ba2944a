"""What a reader marks in an article, and how a mark finds its text again. No screens, no SQL."""
