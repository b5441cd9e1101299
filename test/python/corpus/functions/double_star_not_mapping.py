def f(**k): pass
f(**3)
