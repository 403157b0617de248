"""A Discord on this machine: enough REST and gateway for the real discord.py, and a judge of every request."""

from sandbox.discord.server import Discord

__all__ = ["Discord"]
