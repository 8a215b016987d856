"""How a site is set up: containers, systemd, and the broker's rights, on the real programs."""
