e = ValueError("x")
e.add_note("note 1")
e.add_note("note 2")
print(e.__notes__)
