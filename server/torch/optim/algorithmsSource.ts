/**
 * The optimizers that come first in use, in Python: SGD, Adam, AdamW, RMSprop, Adagrad. Formulas: the algorithm boxes of
 * https://pytorch.org/docs/stable/optim.html; operations in the order of PyTorch's single-tensor path, so that float32
 * rounds alike.
 */
export const algorithmsSource = `
class SGD(_Algorithm):
    __module__ = "torch.optim.sgd"

    def __init__(self, params, lr=1e-3, momentum=0, dampening=0, weight_decay=0, nesterov=False, *, maximize=False,
                 foreach=None, differentiable=False, fused=None):
        _check_lr(lr)
        if momentum < 0.0:
            raise ValueError("Invalid momentum value: " + str(momentum))
        if weight_decay < 0.0:
            raise ValueError("Invalid weight_decay value: " + str(weight_decay))
        defaults = {
            "lr": lr, "momentum": momentum, "dampening": dampening, "weight_decay": weight_decay,
            "nesterov": nesterov, "maximize": maximize, "foreach": foreach, "differentiable": differentiable,
            "fused": fused,
        }
        if nesterov and (momentum <= 0 or dampening != 0):
            raise ValueError("Nesterov momentum requires a momentum and zero dampening")
        super().__init__(params, defaults)
        _check_modes("SGD", foreach, differentiable, fused)

    def _has_state(self, group):
        return group["momentum"] != 0

    def _begin(self, state, p, group):
        state["momentum_buffer"] = None

    def _update(self, state, p, grad, group):
        grad = _decay(p, grad, group)
        momentum = group["momentum"]
        if momentum != 0:
            buffer = state.get("momentum_buffer")
            if buffer is None:
                buffer = state["momentum_buffer"] = grad.detach().clone()
            else:
                buffer.mul_(momentum).add_(grad, alpha=1 - group["dampening"])
            grad = grad.add(buffer, alpha=momentum) if group["nesterov"] else buffer
        p.add_(grad, alpha=-_number(group["lr"]))


class Adam(_Algorithm):
    __module__ = "torch.optim.adam"

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, amsgrad=False, *, foreach=None,
                 maximize=False, capturable=False, differentiable=False, fused=None, decoupled_weight_decay=False):
        if isinstance(lr, torch.Tensor) and foreach and not capturable:
            raise ValueError("lr as a Tensor is not supported for capturable=False and foreach=True")
        _check_lr(lr)
        _check_at_least_zero("epsilon", eps)
        _check_betas(betas)
        _check_at_least_zero("weight_decay", weight_decay)
        defaults = {
            "lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "amsgrad": amsgrad,
            "maximize": maximize, "foreach": foreach, "capturable": capturable, "differentiable": differentiable,
            "fused": fused, "decoupled_weight_decay": decoupled_weight_decay,
        }
        super().__init__(params, defaults)
        _check_modes(type(self).__name__, foreach, differentiable, fused, capturable)

    def _begin(self, state, p, group):
        state["step"] = torch.tensor(0.0)
        state["exp_avg"] = torch.zeros_like(p)
        state["exp_avg_sq"] = torch.zeros_like(p)
        if group["amsgrad"]:
            state["max_exp_avg_sq"] = torch.zeros_like(p)

    def _update(self, state, p, grad, group):
        beta1, beta2 = [_number(b) for b in group["betas"]]
        state["step"] += 1
        grad = _decay(p, grad, group)
        mean, square = state["exp_avg"], state["exp_avg_sq"]
        _lerp(mean, grad, 1 - beta1)
        _add_product(square.mul_(beta2), grad, grad, value=1 - beta2)
        step = state["step"].item()
        correction1 = 1 - beta1 ** step
        correction2 = 1 - beta2 ** step
        step_size = _number(group["lr"]) / correction1
        if group["amsgrad"]:
            square = _larger(state["max_exp_avg_sq"], square)
            state["max_exp_avg_sq"][...] = square
        denominator = (square.sqrt() / correction2 ** 0.5).add_(group["eps"])
        _add_quotient(p, mean, denominator, value=-step_size)


class AdamW(Adam):
    __module__ = "torch.optim.adamw"

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2, amsgrad=False, *,
                 maximize=False, foreach=None, capturable=False, differentiable=False, fused=None):
        super().__init__(params, lr, betas, eps, weight_decay, amsgrad, foreach=foreach, maximize=maximize,
                         capturable=capturable, differentiable=differentiable, fused=fused,
                         decoupled_weight_decay=True)


class RMSprop(_Algorithm):
    __module__ = "torch.optim.rmsprop"

    def __init__(self, params, lr=1e-2, alpha=0.99, eps=1e-8, weight_decay=0, momentum=0, centered=False,
                 capturable=False, foreach=None, maximize=False, differentiable=False):
        _check_lr(lr)
        _check_at_least_zero("epsilon", eps)
        _check_at_least_zero("momentum", momentum)
        _check_at_least_zero("weight_decay", weight_decay)
        _check_at_least_zero("alpha", alpha)
        defaults = {
            "lr": lr, "momentum": momentum, "alpha": alpha, "eps": eps, "centered": centered,
            "weight_decay": weight_decay, "capturable": capturable, "foreach": foreach, "maximize": maximize,
            "differentiable": differentiable,
        }
        super().__init__(params, defaults)
        _check_modes("RMSprop", foreach, differentiable, None, capturable)

    def _begin(self, state, p, group):
        state["step"] = torch.tensor(0.0)
        state["square_avg"] = torch.zeros_like(p)
        if group["momentum"] > 0:
            state["momentum_buffer"] = torch.zeros_like(p)
        if group["centered"]:
            state["grad_avg"] = torch.zeros_like(p)

    def _update(self, state, p, grad, group):
        alpha = group["alpha"]
        state["step"] += 1
        grad = _decay(p, grad, group)
        square = state["square_avg"]
        _add_product(square.mul_(alpha), grad, grad, value=1 - alpha)
        if group["centered"]:
            mean = _lerp(state["grad_avg"], grad, 1 - alpha)
            root = (square - mean * mean).sqrt_()
        else:
            root = square.sqrt()
        root.add_(group["eps"])
        lr = _number(group["lr"])
        if group["momentum"] > 0:
            buffer = state["momentum_buffer"]
            _add_quotient(buffer.mul_(group["momentum"]), grad, root)
            p.add_(buffer, alpha=-lr)
        else:
            _add_quotient(p, grad, root, value=-lr)


class Adagrad(_Algorithm):
    __module__ = "torch.optim.adagrad"

    def __init__(self, params, lr=1e-2, lr_decay=0, weight_decay=0, initial_accumulator_value=0, eps=1e-10,
                 foreach=None, *, maximize=False, differentiable=False, fused=None):
        _check_lr(lr)
        _check_at_least_zero("lr_decay", lr_decay)
        _check_at_least_zero("weight_decay", weight_decay)
        _check_at_least_zero("initial_accumulator_value", initial_accumulator_value)
        _check_at_least_zero("epsilon", eps)
        defaults = {
            "lr": lr, "lr_decay": lr_decay, "eps": eps, "weight_decay": weight_decay,
            "initial_accumulator_value": initial_accumulator_value, "foreach": foreach, "maximize": maximize,
            "differentiable": differentiable, "fused": fused,
        }
        super().__init__(params, defaults)
        _check_modes("Adagrad", foreach, differentiable, fused)
        for group in self.param_groups:
            for p in group["params"]:
                self.state[p]["step"] = torch.tensor(0.0)
                self.state[p]["sum"] = torch.full_like(p, initial_accumulator_value).detach()

    def share_memory(self):
        _not_supported("torch.optim.Adagrad.share_memory")

    def _update(self, state, p, grad, group):
        state["step"] += 1
        grad = _decay(p, grad, group)
        lr = _number(group["lr"]) / (1 + (state["step"].item() - 1) * group["lr_decay"])
        total = state["sum"]
        _add_product(total, grad, grad, value=1)
        _add_quotient(p, grad, total.sqrt().add_(group["eps"]), value=-lr)
`;
