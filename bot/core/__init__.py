"""The rules: questions, grading, streaks, scheduling. No Discord, database, file, clock or die."""
