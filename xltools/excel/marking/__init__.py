"""Marked copies of workbooks, part by part."""
