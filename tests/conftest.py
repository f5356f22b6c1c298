"""What all tests share."""

from hypothesis import HealthCheck, settings

# How long an example takes depends on the machine, and says nothing of right or wrong.
settings.register_profile("xltools", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("xltools")
