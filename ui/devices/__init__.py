"""Devices on Qt: camera thread, card reader, what is watched for the status line."""
