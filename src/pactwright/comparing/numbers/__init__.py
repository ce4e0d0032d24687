"""What changes in numbers: from one draft to another in a view, or from one view to another.

results.py   the typed answers
views.py     two views of one agreement
drafts.py    two drafts, seen from one view after the other
"""
