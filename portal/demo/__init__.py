"""A believable nation of invented people and organisations, to try the portal with."""
