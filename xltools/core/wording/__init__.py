"""Drafted sentences in Swedish, from figures."""
