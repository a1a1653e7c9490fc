"""The pictures of the sample issue, drawn by rule: same code, same picture."""
