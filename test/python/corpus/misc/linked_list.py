class Node:
    __slots__ = "v", "next"
    def __init__(self, v, next=None): self.v, self.next = v, next
    def __iter__(self):
        n = self
        while n is not None:
            yield n.v
            n = n.next
head = None
for i in range(5): head = Node(i, head)
print(list(head), sum(head), 3 in head)
