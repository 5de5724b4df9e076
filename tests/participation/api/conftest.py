import pytest


@pytest.fixture(autouse=True)
def smallest_group(settings):
    """Most tests have a class of one or two people; those of small groups ask for five."""
    settings.SMALLEST_PUBLIC_GROUP = 1
