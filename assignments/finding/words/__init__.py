"""What somebody typed, and what it finds: read, looked up, weighed, and marked where it stands."""
