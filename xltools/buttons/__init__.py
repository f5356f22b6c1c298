"""What Excel starts when a button is pressed: `python -P -m xltools.buttons VERB --wb=BOK --from_xl=1`."""
