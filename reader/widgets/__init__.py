"""What screens are made of: one widget a file. Widgets draw and post messages; they ask nobody."""
