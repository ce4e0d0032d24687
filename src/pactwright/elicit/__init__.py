"""Answers of a perspective to probability laws, samples and medians; capital values; cross-checks.

Begin with `inputs.collect_inputs`, whose module lists every input with its unit.
"""
