"""Whether a tone sounds like an alarm; nothing below emergency may. `likeness` gives the answer."""
