"""Signing up and in, sessions, second factor, privacy."""
