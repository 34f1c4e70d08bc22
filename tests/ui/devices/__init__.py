"""Camera thread and card reader on real Qt events."""
