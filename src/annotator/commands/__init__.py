"""Everything a user can do: one declared function each."""
