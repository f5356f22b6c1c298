"""The built-in Word templates, and the script that builds them."""
