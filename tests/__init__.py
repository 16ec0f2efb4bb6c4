"""Tests of the market. They mirror the packages of `marketplace/`."""
