/** Recurrent layers and cells. Their steps are the compositions that PyTorch's CPU code makes. */
export const rnnSource = `
import math
import warnings


def _linear(x, w, b):
    return F.linear(x, w, b)


def _rnn_step(act):
    def step(gates, h, w_hh, b_hh):
        return act(_linear(h, w_hh, b_hh) + gates)

    return step


def _gru_step(gates, h, w_hh, b_hh):
    i_r, i_z, i_n = gates.unsafe_chunk(3, 1)
    h_r, h_z, h_n = _linear(h, w_hh, b_hh).unsafe_chunk(3, 1)
    reset = torch.sigmoid(h_r + i_r)
    update = torch.sigmoid(h_z + i_z)
    new = torch.tanh(i_n + h_n * reset)
    return (h - new) * update + new


class RNNBase(Module):
    def __init__(self, mode, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0,
                 bidirectional=False, proj_size=0, device=None, dtype=None):
        super().__init__()
        self.mode = mode
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.num_layers = num_layers
        self.bias = bias
        self.batch_first = batch_first
        self.dropout = float(dropout)
        self.bidirectional = bidirectional
        self.proj_size = proj_size
        directions = 2 if bidirectional else 1
        if isinstance(dropout, bool) or not isinstance(dropout, (int, float)) or not 0 <= dropout <= 1:
            raise ValueError(
                "dropout should be a number in range [0, 1] "
                "representing the probability of an element being "
                "zeroed"
            )
        if dropout > 0 and num_layers == 1:
            warnings.warn(
                "dropout option adds dropout after all but last "
                "recurrent layer, so non-zero dropout expects "
                f"num_layers greater than 1, but got dropout={dropout} and "
                f"num_layers={num_layers}",
                stacklevel=2,
            )
        if not isinstance(hidden_size, int):
            raise TypeError(f"hidden_size should be of type int, got: {type(hidden_size).__name__}")
        if hidden_size <= 0:
            raise ValueError("hidden_size must be greater than zero")
        if num_layers <= 0:
            raise ValueError("num_layers must be greater than zero")
        if proj_size != 0:
            _not_supported("torch.nn." + mode + "(proj_size=…)")
        gates = {"LSTM": 4, "GRU": 3}.get(mode, 1) * hidden_size
        self._flat_weights_names = []
        self._all_weights = []
        for layer in range(num_layers):
            for direction in range(directions):
                width = input_size if layer == 0 else hidden_size * directions
                suffix = f"_l{layer}" + ("_reverse" if direction == 1 else "")
                names = ["weight_ih" + suffix, "weight_hh" + suffix]
                setattr(self, names[0], Parameter(torch.empty(gates, width, device=device, dtype=dtype)))
                setattr(self, names[1], Parameter(torch.empty(gates, hidden_size, device=device, dtype=dtype)))
                if bias:
                    names += ["bias_ih" + suffix, "bias_hh" + suffix]
                    setattr(self, names[2], Parameter(torch.empty(gates, device=device, dtype=dtype)))
                    setattr(self, names[3], Parameter(torch.empty(gates, device=device, dtype=dtype)))
                self._all_weights.append(names)
                self._flat_weights_names.extend(names)
        self.reset_parameters()

    @property
    def all_weights(self):
        return [[getattr(self, name) for name in names] for names in self._all_weights]

    def flatten_parameters(self):
        pass

    def reset_parameters(self):
        bound = 1.0 / math.sqrt(self.hidden_size) if self.hidden_size > 0 else 0
        for weight in self.parameters():
            torch.nn.init.uniform_(weight, -bound, bound)

    def extra_repr(self):
        s = f"{self.input_size}, {self.hidden_size}"
        if self.proj_size != 0:
            s += f", proj_size={self.proj_size}"
        if self.num_layers != 1:
            s += f", num_layers={self.num_layers}"
        if self.bias is not True:
            s += f", bias={self.bias}"
        if self.batch_first is not False:
            s += f", batch_first={self.batch_first}"
        if self.dropout != 0:
            s += f", dropout={self.dropout}"
        if self.bidirectional is not False:
            s += f", bidirectional={self.bidirectional}"
        return s

    def _check(self, input, hidden, batched):
        if input.dim() not in (2, 3):
            raise ValueError(f"{self.mode if self.mode in ('LSTM', 'GRU') else 'RNN'}: Expected input to be 2D or 3D, got {input.dim()}D tensor")
        if input.size(-1) != self.input_size:
            raise RuntimeError(
                f"input.size(-1) must be equal to input_size. Expected {self.input_size}, got {input.size(-1)}"
            )

    def _layers(self, x, h0, step):
        directions = 2 if self.bidirectional else 1
        finals = []
        for layer in range(self.num_layers):
            outs = []
            for direction in range(directions):
                index = layer * directions + direction
                names = self._all_weights[index]
                w = [getattr(self, name) for name in names] + ([] if self.bias else [None, None])
                gates = _linear(x, w[0], w[2]).unbind(0)
                h = h0[index]
                steps = []
                for g in (gates if direction == 0 else reversed(gates)):
                    h = step(g, h, w[1], w[3])
                    steps.append(h)
                if direction == 1:
                    steps.reverse()
                outs.append(torch.stack(steps, 0))
                finals.append(h)
            x = outs[0] if directions == 1 else torch.cat(outs, -1)
            if self.dropout != 0 and self.training and layer < self.num_layers - 1:
                x = torch.dropout(x, self.dropout, True)
        return x, torch.stack(finals, 0)

    def _prepare(self, input, hx):
        self._check(input, hx, None)
        batched = input.dim() == 3
        if not batched:
            input = input.unsqueeze(0 if self.batch_first else 1)
        if self.batch_first:
            input = input.transpose(0, 1)
        count = self.num_layers * (2 if self.bidirectional else 1)
        shape = (count, input.size(1), self.hidden_size)
        if hx is None:
            hx = torch.zeros(shape, dtype=input.dtype)
        else:
            if batched and hx.dim() != 3:
                raise RuntimeError(f"For batched 3-D input, hx should also be 3-D but got {hx.dim()}-D tensor")
            if not batched:
                if hx.dim() != 2:
                    raise RuntimeError(f"For unbatched 2-D input, hx should also be 2-D but got {hx.dim()}-D tensor")
                hx = hx.unsqueeze(1)
            if tuple(hx.shape) != shape:
                raise RuntimeError(f"Expected hidden size {shape}, got {list(hx.shape)}")
        return input, hx, batched

    def _finish(self, out, h, batched):
        if self.batch_first:
            out = out.transpose_(0, 1)
        if not batched:
            out = out.squeeze(0 if self.batch_first else 1)
            h = h.squeeze(1)
        return out, h


def _refuse_packed(input, name):
    if not isinstance(input, torch.Tensor):
        _not_supported(f"torch.nn.{name} of a PackedSequence")


class RNN(RNNBase):
    def __init__(self, input_size, hidden_size, num_layers=1, nonlinearity="tanh", bias=True, batch_first=False,
                 dropout=0.0, bidirectional=False, device=None, dtype=None):
        if nonlinearity not in ("tanh", "relu"):
            raise ValueError(f"Unknown nonlinearity '{nonlinearity}'. Select from 'tanh' or 'relu'.")
        self_mode = "RNN_TANH" if nonlinearity == "tanh" else "RNN_RELU"
        super().__init__(self_mode, input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional,
                         0, device, dtype)
        self.nonlinearity = nonlinearity

    def forward(self, input, hx=None):
        _refuse_packed(input, "RNN")
        input, hx, batched = self._prepare(input, hx)
        act = torch.tanh if self.nonlinearity == "tanh" else torch.relu
        out, h = self._layers(input, hx, _rnn_step(act))
        return self._finish(out, h, batched)


class GRU(RNNBase):
    def __init__(self, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0,
                 bidirectional=False, device=None, dtype=None):
        super().__init__("GRU", input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional, 0,
                         device, dtype)

    def forward(self, input, hx=None):
        _refuse_packed(input, "GRU")
        input, hx, batched = self._prepare(input, hx)
        out, h = self._layers(input, hx, _gru_step)
        return self._finish(out, h, batched)


class LSTM(RNNBase):
    def __init__(self, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0,
                 bidirectional=False, proj_size=0, device=None, dtype=None):
        super().__init__("LSTM", input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional,
                         proj_size, device, dtype)

    def forward(self, input, hx=None):
        _refuse_packed(input, "LSTM")
        h0, c0 = (None, None) if hx is None else hx
        x, h0, batched = self._prepare(input, h0)
        if c0 is None:
            c0 = torch.zeros(h0.shape, dtype=x.dtype)
        elif not batched:
            c0 = c0.unsqueeze(1)
        directions = 2 if self.bidirectional else 1
        hs, cs = [], []
        for layer in range(self.num_layers):
            outs = []
            for direction in range(directions):
                index = layer * directions + direction
                w = [getattr(self, name) for name in self._all_weights[index]] + ([] if self.bias else [None, None])
                out, h, c = _lstm_layer(x, h0[index], c0[index], w[0], w[1], w[2], w[3], direction == 1)
                outs.append(out)
                hs.append(h)
                cs.append(c)
            x = outs[0] if directions == 1 else torch.cat(outs, -1)
            if self.dropout != 0 and self.training and layer < self.num_layers - 1:
                x = torch.dropout(x, self.dropout, True)
        out, h = self._finish(x, torch.stack(hs, 0), batched)
        c = torch.stack(cs, 0)
        return out, (h, c if batched else c.squeeze(1))


class RNNCellBase(Module):
    def __init__(self, input_size, hidden_size, bias, num_chunks, device=None, dtype=None):
        super().__init__()
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.bias = bias
        self.weight_ih = Parameter(torch.empty(num_chunks * hidden_size, input_size, device=device, dtype=dtype))
        self.weight_hh = Parameter(torch.empty(num_chunks * hidden_size, hidden_size, device=device, dtype=dtype))
        if bias:
            self.bias_ih = Parameter(torch.empty(num_chunks * hidden_size, device=device, dtype=dtype))
            self.bias_hh = Parameter(torch.empty(num_chunks * hidden_size, device=device, dtype=dtype))
        else:
            self.register_parameter("bias_ih", None)
            self.register_parameter("bias_hh", None)
        bound = 1.0 / math.sqrt(hidden_size) if hidden_size > 0 else 0
        for weight in self.parameters():
            torch.nn.init.uniform_(weight, -bound, bound)

    def extra_repr(self):
        s = f"{self.input_size}, {self.hidden_size}"
        if self.bias is not True:
            s += f", bias={self.bias}"
        if self.__dict__.get("nonlinearity", "tanh") != "tanh":
            s += f", nonlinearity={self.nonlinearity}"
        return s

    def _start(self, input, hx):
        if input.dim() not in (1, 2):
            raise ValueError(f"{self._get_name()}: Expected input to be 1D or 2D, got {input.dim()}D instead")
        batched = input.dim() == 2
        x = input if batched else input.unsqueeze(0)
        if x.size(1) != self.input_size:
            raise RuntimeError(f"input has inconsistent input_size: got {x.size(1)}, expected {self.input_size}")
        if hx is None:
            return x, torch.zeros(x.size(0), self.hidden_size, dtype=x.dtype), batched
        return x, hx if batched else hx.unsqueeze(0), batched


class RNNCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, nonlinearity="tanh", device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 1, device, dtype)
        self.nonlinearity = nonlinearity

    def forward(self, input, hx=None):
        x, h, batched = self._start(input, hx)
        if self.nonlinearity not in ("tanh", "relu"):
            raise RuntimeError(f"Unknown nonlinearity: {self.nonlinearity}")
        act = torch.tanh if self.nonlinearity == "tanh" else torch.relu
        out = act(_linear(h, self.weight_hh, self.bias_hh) + _linear(x, self.weight_ih, self.bias_ih))
        return out if batched else out.squeeze(0)


class LSTMCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 4, device, dtype)

    def forward(self, input, hx=None):
        h, c = (None, None) if hx is None else hx
        x, h, batched = self._start(input, h)
        if c is None:
            c = torch.zeros(x.size(0), self.hidden_size, dtype=x.dtype)
        elif not batched:
            c = c.unsqueeze(0)
        gates = _linear(h, self.weight_hh, self.bias_hh) + _linear(x, self.weight_ih, self.bias_ih)
        i, f, g, o = gates.unsafe_chunk(4, 1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
        return (h, c) if batched else (h.squeeze(0), c.squeeze(0))


class GRUCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 3, device, dtype)

    def forward(self, input, hx=None):
        x, h, batched = self._start(input, hx)
        out = _gru_step(_linear(x, self.weight_ih, self.bias_ih), h, self.weight_hh, self.bias_hh)
        return out if batched else out.squeeze(0)
`;
