"""Online purchases: bought at the web shop, collected at a desk."""
