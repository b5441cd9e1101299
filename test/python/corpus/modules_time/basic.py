import time
a = time.perf_counter(); time.sleep(0.5); b = time.perf_counter()
print(b - a >= 0.5, b - a < 0.6 or True, time.time() > 1e9, isinstance(time.time(), float), isinstance(time.time_ns(), int), time.monotonic() <= time.monotonic())
print(time.strftime("%Y-%m-%d %H:%M:%S %a %b %j", time.gmtime(0)), time.gmtime(1e9), time.asctime(time.gmtime(86400 * 365)), time.gmtime(-1)[:6])
print(time.strftime("%A %B %d %I:%M %p %y %U %W %w %%", time.gmtime(1700000000)), time.gmtime(951782400).tm_mday)
try:
    time.sleep(-1)
except ValueError as e:
    print(e)
