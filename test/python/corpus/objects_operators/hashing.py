print(hash(5), hash(-1), hash(2**61), hash(0.5), hash(1e100), hash((1, 2)), hash((1, (2, 3.5))), hash(True), hash(frozenset([1, 2, 3])), hash(3+4j), hash(()))
