"""What an editor asks while an agreement is written: findings, windows, names.

``positions``  places as editors count them, and what stands at one
``analysis``   one text as it is at this moment: read as far as it can be, and checked
``answers``    hover, definition, completion, offered changes; plain, free of any protocol
``server``     the same over the Language Server Protocol; needs the extra ``lsp``
"""
