x = 1 if undefinedname else 2
