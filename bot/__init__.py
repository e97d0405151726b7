"""Interview Coach: asks interview questions on Discord and grades free-text answers."""
