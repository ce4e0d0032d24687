"""From an agreement file to findings with places: what stands between the rules and the screen.

``results``     what a check gives: files, findings, counts
``placing``     where a finding stands in the file, and a fingerprint that survives moved lines
``one_file``    read, run the rules, mark what is accepted or known
``baseline``    a file of known findings
``difference``  findings gained and lost between two drafts
``patching``    offered fixes as changes of the text
"""
