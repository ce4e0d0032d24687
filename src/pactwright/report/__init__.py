"""What an assessment says, in words, rows and pages: shared by the screen and the HTML report."""
