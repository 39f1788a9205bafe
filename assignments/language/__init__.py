"""What search needs of Norwegian: folding, stems, and the words that long words are put together of."""
