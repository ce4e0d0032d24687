"""Renderers: an answer in, text out. Nothing here computes a result."""
