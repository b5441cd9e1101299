import no_such.sub.mod
