"""The portal's side of allauth: its forms and words, and letters owed instead of sent."""
