"""The project file: one SQLite database, its transactions and its history."""
