def f():
    import does_not_exist
f()
