"""What every stage stands on: lengths, findings, characters, safe files."""
