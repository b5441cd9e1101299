s = "abc"
s.upper().lower().nope().x
