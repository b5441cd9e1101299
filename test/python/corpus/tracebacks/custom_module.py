class AppError(Exception): pass
raise AppError("x", 2)
