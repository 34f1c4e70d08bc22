"""What the program carries with it: translations, icons, fonts, dated tables."""
