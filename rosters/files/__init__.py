"""Files from outside, read safely; workbooks that go out."""
