"""A Slack on this machine for the page, the end-to-end tests and the load tests; it judges what the bot sends."""

from sandbox.slack.slack import Slack

__all__ = ["Slack"]
