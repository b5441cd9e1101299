/**
 * `matplotlib.pyplot` and `tqdm` in Python. Plots are recorded, not drawn as matplotlib draws them: what a figure holds
 * goes to the host at `plt.show()` as a plain picture (picture.ts). Every plotting call answers with an object that takes
 * any further call.
 */
export const plotSource = `
class _Artist:
    """Stands for a line, a patch, a legend: takes any call and any attribute."""

    def __init__(self, name="Artist"):
        self._name = name

    def __repr__(self):
        return "<matplotlib." + self._name + ">"

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Artist(self._name + "." + name)

    def __call__(self, *args, **kwargs):
        return _Artist(self._name)

    def __iter__(self):
        return iter([])

    def __getitem__(self, key):
        return _Artist(self._name)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return False

    def __bool__(self):
        return True


def _numbers(values):
    """The floats of a sequence, array or tensor; None when it holds something else."""
    if hasattr(values, "detach"):
        values = values.detach()
    if hasattr(values, "tolist"):
        values = values.tolist()
    if isinstance(values, (int, float)):
        values = [values]
    out = []
    for v in values:
        if hasattr(v, "item"):
            v = v.item()
        if isinstance(v, (list, tuple)):
            if len(v) != 1:
                return None
            v = v[0]
        if isinstance(v, bool) or not isinstance(v, (int, float)):
            return None
        out.append(float(v))
    return out


class Axes:
    def __init__(self):
        self._marks = []
        self._texts = {}
        self.transAxes = _Artist("Transform")
        self.spines = _Artist("Spines")
        self.xaxis = _Artist("XAxis")
        self.yaxis = _Artist("YAxis")

    def __repr__(self):
        return "<Axes: >"

    def _mark(self, kind, x, y, label):
        x, y = _numbers(x), _numbers(y)
        if x is not None and y is not None:
            if len(x) != len(y):
                raise ValueError(
                    "x and y must have same first dimension, but have shapes (" + str(len(x)) + ",) and (" + str(len(y)) + ",)"
                )
            self._marks.append((kind, x, y, "" if label is None else str(label)))

    def plot(self, *args, **kwargs):
        label = kwargs.get("label")
        args = [a for a in args if not isinstance(a, str)]
        lines = []
        i = 0
        while i < len(args):
            if i + 1 < len(args):
                self._mark("line", args[i], args[i + 1], label)
                i += 2
            else:
                y = args[i]
                self._mark("line", list(range(len(y))), y, label)
                i += 1
            lines.append(_Artist("lines.Line2D"))
        return lines

    def scatter(self, x, y, *args, **kwargs):
        self._mark("points", x, y, kwargs.get("label"))
        return _Artist("collections.PathCollection")

    def bar(self, x, height, *args, **kwargs):
        positions = x if _is_numeric(x) else list(range(len(x)))
        self._mark("bars", positions, height, kwargs.get("label"))
        return _Artist("container.BarContainer")

    def step(self, x, y, *args, **kwargs):
        self._mark("line", x, y, kwargs.get("label"))
        return [_Artist("lines.Line2D")]

    def semilogy(self, *args, **kwargs):
        self._texts["yscale"] = "log"
        return self.plot(*args, **kwargs)

    def errorbar(self, x, y, *args, **kwargs):
        self._mark("line", x, y, kwargs.get("label"))
        return _Artist("container.ErrorbarContainer")

    def axhline(self, y=0, *args, **kwargs):
        return _Artist("lines.Line2D")

    def set_title(self, text, *args, **kwargs):
        self._texts["title"] = str(text)
        return _Artist("text.Text")

    def set_xlabel(self, text, *args, **kwargs):
        self._texts["xlabel"] = str(text)
        return _Artist("text.Text")

    def set_ylabel(self, text, *args, **kwargs):
        self._texts["ylabel"] = str(text)
        return _Artist("text.Text")

    def set_yscale(self, value, *args, **kwargs):
        self._texts["yscale"] = str(value)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Artist("axes." + name)


def _is_numeric(values):
    if isinstance(values, (str, dict)):
        return False
    return _numbers(values) is not None


class Figure:
    def __init__(self):
        self.axes = []
        self.canvas = _Artist("FigureCanvas")
        self.number = 1

    def __repr__(self):
        return "<Figure size 640x480 with " + str(len(self.axes)) + " Axes>"

    def __str__(self):
        return "Figure(640x480)"

    def add_subplot(self, *args, **kwargs):
        axes = Axes()
        self.axes.append(axes)
        return axes

    def gca(self):
        return self.axes[-1] if self.axes else self.add_subplot()

    def show(self, *args, **kwargs):
        _draw(self)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Artist("figure." + name)


class _Grid:
    """The array of axes that subplots gives."""

    def __init__(self, items):
        self._items = items

    def __getitem__(self, key):
        if isinstance(key, tuple):
            out = self._items
            for k in key:
                out = out[k]
            return out
        return self._items[key]

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    @property
    def flat(self):
        return iter(self.flatten())

    def flatten(self):
        return _Grid([a for row in self._items for a in (row if isinstance(row, _Grid) else [row])])

    ravel = flatten


_figures = []


def _draw(figure):
    for axes in figure.axes:
        if axes._marks:
            _picture(axes._marks, axes._texts)


def figure(*args, **kwargs):
    _figures.append(Figure())
    return _figures[-1]


def gcf():
    return _figures[-1] if _figures else figure()


def gca(*args, **kwargs):
    return gcf().gca()


def subplots(nrows=1, ncols=1, *args, **kwargs):
    fig = figure()
    rows = [[fig.add_subplot() for _ in range(ncols)] for _ in range(nrows)]
    if kwargs.get("squeeze", True):
        if nrows == 1 and ncols == 1:
            return fig, rows[0][0]
        if nrows == 1:
            return fig, _Grid(rows[0])
        if ncols == 1:
            return fig, _Grid([row[0] for row in rows])
    return fig, _Grid([_Grid(row) for row in rows])


def subplot(*args, **kwargs):
    return gcf().add_subplot()


def show(*args, **kwargs):
    for f in _figures:
        _draw(f)
    _figures.clear()


def close(*args, **kwargs):
    _figures.clear()


def clf():
    if _figures:
        _figures[-1].axes.clear()


def savefig(*args, **kwargs):
    _not_supported("matplotlib.pyplot.savefig: there are no files")


def plot(*args, **kwargs):
    return gca().plot(*args, **kwargs)


def scatter(*args, **kwargs):
    return gca().scatter(*args, **kwargs)


def bar(*args, **kwargs):
    return gca().bar(*args, **kwargs)


def step(*args, **kwargs):
    return gca().step(*args, **kwargs)


def semilogy(*args, **kwargs):
    return gca().semilogy(*args, **kwargs)


def errorbar(*args, **kwargs):
    return gca().errorbar(*args, **kwargs)


def title(*args, **kwargs):
    return gca().set_title(*args, **kwargs)


def xlabel(*args, **kwargs):
    return gca().set_xlabel(*args, **kwargs)


def ylabel(*args, **kwargs):
    return gca().set_ylabel(*args, **kwargs)


def yscale(*args, **kwargs):
    return gca().set_yscale(*args, **kwargs)


def _harmless(name):
    def function(*args, **kwargs):
        return _Artist(name)

    function.__name__ = name
    return function


for _name in (
    "legend grid xlim ylim xticks yticks tight_layout axis axhline axvline axvspan axhspan text annotate imshow hist hist2d contour "
    "contourf colorbar suptitle pause ion ioff draw fill_between fill pcolormesh xscale hlines vlines subplots_adjust cla sca "
    "tick_params margins quiver streamplot boxplot violinplot pie stem matshow loglog semilogx barh setp rc minorticks_on "
    "get_cmap set_cmap clim switch_backend plot_date stackplot arrow clabel tricontour tricontourf hexbin figtext gray hot viridis"
).split():
    globals()[_name] = _harmless(_name)

style = _Artist("style")
cm = _Artist("cm")
rcParams = {}
`;

export const tqdmSource = `
class tqdm:
    """Iterates; a bar would go to stderr and is not shown."""

    def __init__(self, iterable=None, desc=None, total=None, leave=True, file=None, *args, **kwargs):
        self.iterable = iterable
        self.desc = desc
        self.total = total
        self.n = 0
        self.disable = kwargs.get("disable", False)
        if total is None and iterable is not None:
            try:
                self.total = len(iterable)
            except TypeError:
                self.total = None

    def __iter__(self):
        for item in self.iterable:
            yield item
            self.n += 1

    def __len__(self):
        return len(self.iterable) if self.iterable is not None else self.total

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return False

    def update(self, n=1):
        self.n += n

    def close(self):
        pass

    def refresh(self, *args, **kwargs):
        pass

    def clear(self, *args, **kwargs):
        pass

    def reset(self, total=None):
        self.n = 0

    def set_description(self, desc=None, refresh=True):
        self.desc = desc

    set_description_str = set_description

    def set_postfix(self, ordered_dict=None, refresh=True, **kwargs):
        pass

    def set_postfix_str(self, s="", refresh=True):
        pass

    @staticmethod
    def write(s, file=None, end="\\n", nolock=False):
        if file is None:
            print(s, end=end)
        else:
            print(s, file=file, end=end)


def trange(*args, **kwargs):
    return tqdm(range(*args), **kwargs)
`;
