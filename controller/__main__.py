"""The program ``zonecast``: runs a site, enrols poles, and does by hand what the belt does by itself.

Commands import what they need when they run, since a reading should not wait for a web server.
"""

import sys

try:
    from controller.commands import program
except ModuleNotFoundError as error:  # an edge-only installation has the script but not its parts
    sys.exit(f"zonecast: {error.name} is missing: install zonecast[controller]; a pole needs zonecast-agent")

__all__ = ["program"]

if __name__ == "__main__":
    program()
