"""The hits of a search as points on a map of Norway, drawn here and without anybody else's help."""
