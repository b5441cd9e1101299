def run(cmd):
    match cmd.split():
        case ["go", ("north" | "south") as d]: return "go " + d
        case ["get", obj]: return "get " + obj
        case ["drop", *objs]: return f"drop {len(objs)}"
        case ["quit" | "exit"]: return "bye"
        case other: return f"? {other}"
for c in ["go north", "go up", "get lamp", "drop a b c", "exit", ""]: print(run(c))
