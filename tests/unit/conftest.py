"""Puts the modules that several folders of these tests share on the path."""
