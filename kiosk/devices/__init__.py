"""Devices: cameras, card readers and printers, each behind one adapter."""
