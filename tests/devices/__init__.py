"""Devices through their real adapters, with stand-ins at the edge."""
