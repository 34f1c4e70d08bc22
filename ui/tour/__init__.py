"""The guided tour: the real windows, driven as a person would, for `inpass tour` and the journeys in tests."""
