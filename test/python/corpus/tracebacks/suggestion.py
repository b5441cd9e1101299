class A:
    def __init__(self): self.value = 1
value_total = 3
try: A().valeu
except AttributeError: pass
A().valeu
