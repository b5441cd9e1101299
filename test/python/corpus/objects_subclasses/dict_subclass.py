class Lower(dict):
    def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
    def __getitem__(self, k): return super().__getitem__(k.lower())
d = Lower(); d["ABC"] = 1
print(d, d["aBc"], d.get("ABC"), d.get("abc"), type(d.copy()).__name__, {**d}, len(d))
