"""The command line: one module per command, loaded only when it is called.

Exit codes, the same for every command.
"""

EXIT_CLEAN = 0
EXIT_FINDINGS = 1  # findings, or steps at or above `--fail-on`
EXIT_COULD_NOT_RUN = 2
EXIT_INTERRUPTED = 130
