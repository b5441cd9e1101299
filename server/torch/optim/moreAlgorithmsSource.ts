/**
 * NAdam, RAdam, Adamax, Adadelta, Rprop, ASGD and L-BFGS, in Python. Formulas and the order of operations as in
 * algorithmsSource.ts.
 */
export const moreAlgorithmsSource = `
def _betas_defaults(lr, betas, eps, weight_decay):
    _check_lr(lr)
    _check_at_least_zero("epsilon", eps)
    _check_betas(betas)
    _check_at_least_zero("weight_decay", weight_decay)


class NAdam(_Algorithm):
    __module__ = "torch.optim.nadam"

    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, momentum_decay=4e-3,
                 decoupled_weight_decay=False, *, foreach=None, maximize=False, capturable=False, differentiable=False):
        _betas_defaults(lr, betas, eps, weight_decay)
        _check_at_least_zero("momentum_decay", momentum_decay)
        super().__init__(params, {
            "lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "momentum_decay": momentum_decay,
            "decoupled_weight_decay": decoupled_weight_decay, "maximize": maximize, "foreach": foreach,
            "capturable": capturable, "differentiable": differentiable,
        })
        _check_modes("NAdam", foreach, differentiable, None, capturable)

    def _begin(self, state, p, group):
        state["step"] = torch.tensor(0.0)
        state["mu_product"] = torch.tensor(1.0)
        state["exp_avg"] = torch.zeros_like(p)
        state["exp_avg_sq"] = torch.zeros_like(p)

    def _update(self, state, p, grad, group):
        beta1, beta2 = group["betas"]
        lr = _number(group["lr"])
        state["step"] += 1
        step = state["step"].item()
        correction2 = 1 - beta2 ** step
        grad = _decay(p, grad, group)
        mu = beta1 * (1.0 - 0.5 * (0.96 ** (step * group["momentum_decay"])))
        mu_next = beta1 * (1.0 - 0.5 * (0.96 ** ((step + 1) * group["momentum_decay"])))
        state["mu_product"] *= mu
        mean = _lerp(state["exp_avg"], grad, 1 - beta1)
        square = _add_product(state["exp_avg_sq"].mul_(beta2), grad, grad, value=1 - beta2)
        denominator = square.div(correction2).sqrt().add_(group["eps"])
        product = state["mu_product"].item()
        _add_quotient(p, grad, denominator, value=-lr * (1.0 - mu) / (1.0 - product))
        _add_quotient(p, mean, denominator, value=(-lr * mu_next) / (1.0 - product * mu_next))


class RAdam(_Algorithm):
    __module__ = "torch.optim.radam"

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, decoupled_weight_decay=False, *,
                 foreach=None, maximize=False, capturable=False, differentiable=False):
        _betas_defaults(lr, betas, eps, weight_decay)
        super().__init__(params, {
            "lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "maximize": maximize, "foreach": foreach,
            "capturable": capturable, "decoupled_weight_decay": decoupled_weight_decay, "differentiable": differentiable,
        })
        _check_modes("RAdam", foreach, differentiable, None, capturable)

    def _begin(self, state, p, group):
        state["step"] = torch.tensor(0.0)
        state["exp_avg"] = torch.zeros_like(p)
        state["exp_avg_sq"] = torch.zeros_like(p)

    def _update(self, state, p, grad, group):
        beta1, beta2 = group["betas"]
        lr = _number(group["lr"])
        state["step"] += 1
        step = state["step"].item()
        grad = _decay(p, grad, group)
        mean = _lerp(state["exp_avg"], grad, 1 - beta1)
        square = _add_product(state["exp_avg_sq"].mul_(beta2), grad, grad, value=1 - beta2)
        correction2 = 1 - beta2 ** step
        corrected = mean / (1 - beta1 ** step)
        limit = 2 / (1 - beta2) - 1
        rho = limit - 2 * step * (beta2 ** step) / correction2
        if rho > 5.0:
            rectification = ((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho)) ** 0.5
            adaptive = correction2 ** 0.5 / square.sqrt().add_(group["eps"])
            p.add_(corrected * lr * adaptive * rectification, alpha=-1.0)
        else:
            p.add_(corrected * lr, alpha=-1.0)


class Adamax(_Algorithm):
    __module__ = "torch.optim.adamax"

    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, foreach=None, *, maximize=False,
                 differentiable=False, capturable=False):
        _betas_defaults(lr, betas, eps, weight_decay)
        super().__init__(params, {
            "lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "foreach": foreach,
            "maximize": maximize, "differentiable": differentiable, "capturable": capturable,
        })
        _check_modes("Adamax", foreach, differentiable, None, capturable)

    def _begin(self, state, p, group):
        state["step"] = torch.tensor(0.0)
        state["exp_avg"] = torch.zeros_like(p)
        state["exp_inf"] = torch.zeros_like(p)

    def _update(self, state, p, grad, group):
        beta1, beta2 = group["betas"]
        state["step"] += 1
        grad = _decay(p, grad, group)
        mean = _lerp(state["exp_avg"], grad, 1 - beta1)
        largest = state["exp_inf"]
        largest[...] = _larger(largest * beta2, grad.abs().add_(group["eps"]))
        lr = _number(group["lr"]) / (1 - beta1 ** state["step"].item())
        _add_quotient(p, mean, largest, value=-lr)


class Adadelta(_Algorithm):
    __module__ = "torch.optim.adadelta"

    def __init__(self, params, lr=1.0, rho=0.9, eps=1e-6, weight_decay=0, foreach=None, *, capturable=False,
                 maximize=False, differentiable=False):
        _check_lr(lr)
        if not 0.0 <= rho <= 1.0:
            raise ValueError("Invalid rho value: " + str(rho))
        _check_at_least_zero("epsilon", eps)
        _check_at_least_zero("weight_decay", weight_decay)
        super().__init__(params, {
            "lr": lr, "rho": rho, "eps": eps, "weight_decay": weight_decay, "maximize": maximize,
            "capturable": capturable, "foreach": foreach, "differentiable": differentiable,
        })
        _check_modes("Adadelta", foreach, differentiable, None, capturable)

    def _begin(self, state, p, group):
        state["step"] = torch.tensor(0.0)
        state["square_avg"] = torch.zeros_like(p)
        state["acc_delta"] = torch.zeros_like(p)

    def _update(self, state, p, grad, group):
        rho, eps = group["rho"], group["eps"]
        state["step"] += 1
        grad = _decay(p, grad, group)
        square = _add_product(state["square_avg"].mul_(rho), grad, grad, value=1 - rho)
        change = state["acc_delta"].add(eps).sqrt_().div_(square.add(eps).sqrt_()).mul_(grad)
        _add_product(state["acc_delta"].mul_(rho), change, change, value=1 - rho)
        p.add_(change, alpha=-_number(group["lr"]))


class Rprop(_Algorithm):
    __module__ = "torch.optim.rprop"

    def __init__(self, params, lr=1e-2, etas=(0.5, 1.2), step_sizes=(1e-6, 50), *, capturable=False, foreach=None,
                 maximize=False, differentiable=False):
        _check_lr(lr)
        if not 0.0 < etas[0] < 1.0 < etas[1]:
            raise ValueError("Invalid eta values: " + str(etas[0]) + ", " + str(etas[1]))
        super().__init__(params, {
            "lr": lr, "etas": etas, "step_sizes": step_sizes, "foreach": foreach, "maximize": maximize,
            "differentiable": differentiable, "capturable": capturable,
        })
        _check_modes("Rprop", foreach, differentiable, None, capturable)

    def _begin(self, state, p, group):
        state["step"] = torch.tensor(0.0)
        state["prev"] = torch.zeros_like(p)
        state["step_size"] = torch.full_like(p.grad, _number(group["lr"]))

    def _update(self, state, p, grad, group):
        low, high = group["etas"]
        state["step"] += 1
        agreement = grad * state["prev"]
        factor = torch.where(agreement > 0, high, torch.where(agreement < 0, low, 1.0)).to(grad.dtype)
        size = state["step_size"]
        size.mul_(factor).clamp_(*group["step_sizes"])
        # Where the sign has turned, this step is left out.
        grad = torch.where(agreement < 0, torch.zeros_like(grad), grad)
        _add_product(p, torch.sign(grad), size, value=-1)
        state["prev"][...] = grad


class ASGD(_Algorithm):
    __module__ = "torch.optim.asgd"

    def __init__(self, params, lr=1e-2, lambd=1e-4, alpha=0.75, t0=1e6, weight_decay=0, foreach=None, maximize=False,
                 differentiable=False, capturable=False):
        _check_lr(lr)
        _check_at_least_zero("weight_decay", weight_decay)
        super().__init__(params, {
            "lr": lr, "lambd": lambd, "alpha": alpha, "t0": t0, "weight_decay": weight_decay, "foreach": foreach,
            "maximize": maximize, "differentiable": differentiable, "capturable": capturable,
        })
        _check_modes("ASGD", foreach, differentiable, None, capturable)

    def _begin(self, state, p, group):
        state["step"] = torch.zeros(())
        state["eta"] = torch.as_tensor(_number(group["lr"]), dtype=torch.float32).clone()
        state["mu"] = torch.ones(())
        state["ax"] = torch.zeros_like(p)

    def _update(self, state, p, grad, group):
        lr = _number(group["lr"])
        state["step"] += 1
        step = state["step"].item()
        grad = _decay(p, grad, group)
        eta = state["eta"].item()
        p.mul_(1 - group["lambd"] * eta)
        p.add_(grad, alpha=-eta)
        if state["mu"].item() != 1:
            state["ax"].add_(p.sub(state["ax"]).mul_(state["mu"]))
        else:
            state["ax"][...] = p
        state["eta"][...] = lr / ((1 + group["lambd"] * lr * step) ** group["alpha"])
        state["mu"][...] = 1 / max(1, step - group["t0"])


class LBFGS(Optimizer):
    __module__ = "torch.optim.lbfgs"

    def __init__(self, params, lr=1, max_iter=20, max_eval=None, tolerance_grad=1e-7, tolerance_change=1e-9,
                 history_size=100, line_search_fn=None):
        _check_lr(lr)
        if max_eval is None:
            max_eval = max_iter * 5 // 4
        super().__init__(params, {
            "lr": lr, "max_iter": max_iter, "max_eval": max_eval, "tolerance_grad": tolerance_grad,
            "tolerance_change": tolerance_change, "history_size": history_size, "line_search_fn": line_search_fn,
        })
        if len(self.param_groups) != 1:
            raise ValueError("LBFGS doesn't support per-parameter options (parameter groups)")
        self._params = self.param_groups[0]["params"]

    def _flat_grad(self):
        return torch.cat([
            torch.zeros_like(p).reshape(-1) if p.grad is None else p.grad.reshape(-1) for p in self._params
        ])

    def _move(self, t, direction):
        at = 0
        for p in self._params:
            n = p.numel()
            p.add_(direction[at:at + n].view_as(p), alpha=t)
            at += n

    @torch.no_grad()
    def step(self, closure):
        group = self.param_groups[0]
        lr = _number(group["lr"])
        if group["line_search_fn"] is not None:
            if group["line_search_fn"] != "strong_wolfe":
                raise RuntimeError("only 'strong_wolfe' is supported")
            _not_supported("torch.optim.LBFGS(line_search_fn='strong_wolfe')")
        closure = torch.enable_grad()(closure)
        state = self.state[self._params[0]]
        state.setdefault("func_evals", 0)
        state.setdefault("n_iter", 0)
        first = closure()
        loss = float(first)
        evaluations = 1
        state["func_evals"] += 1
        grad = self._flat_grad()
        if grad.abs().max() <= group["tolerance_grad"]:
            return first
        d, t = state.get("d"), state.get("t")
        ys, ss, rhos = state.get("old_dirs"), state.get("old_stps"), state.get("ro")
        scale, previous, before = state.get("H_diag"), state.get("prev_flat_grad"), state.get("prev_loss")
        done = 0
        while done < group["max_iter"]:
            done += 1
            state["n_iter"] += 1
            if state["n_iter"] == 1:
                d = grad.neg()
                ys, ss, rhos, scale = [], [], [], 1
            else:
                y = grad.sub(previous)
                s = d.mul(t)
                curvature = y.dot(s)
                if curvature > 1e-10:
                    if len(ys) == group["history_size"]:
                        ys.pop(0)
                        ss.pop(0)
                        rhos.pop(0)
                    ys.append(y)
                    ss.append(s)
                    rhos.append(1.0 / curvature)
                    scale = curvature / y.dot(y)
                # The two loops of the inverse Hessian's product with the gradient.
                n = len(ys)
                weights = state.setdefault("al", [None] * group["history_size"])
                q = grad.neg()
                for i in range(n - 1, -1, -1):
                    weights[i] = ss[i].dot(q) * rhos[i]
                    q.add_(ys[i], alpha=-weights[i].item())
                d = q * scale
                for i in range(n):
                    d.add_(ss[i], alpha=(weights[i] - ys[i].dot(d) * rhos[i]).item())
            previous = grad.clone()
            before = loss
            t = min(1.0, 1.0 / grad.abs().sum().item()) * lr if state["n_iter"] == 1 else lr
            slope = grad.dot(d)
            if slope > -group["tolerance_change"]:
                break
            self._move(t, d)
            if done != group["max_iter"]:
                with torch.enable_grad():
                    loss = float(closure())
                grad = self._flat_grad()
                evaluations += 1
                state["func_evals"] += 1
            if done == group["max_iter"] or evaluations >= group["max_eval"]:
                break
            if grad.abs().max() <= group["tolerance_grad"]:
                break
            if d.mul(t).abs().max() <= group["tolerance_change"]:
                break
            if abs(loss - before) < group["tolerance_change"]:
                break
        state["d"], state["t"] = d, t
        state["old_dirs"], state["old_stps"], state["ro"] = ys, ss, rhos
        state["H_diag"], state["prev_flat_grad"], state["prev_loss"] = scale, previous, before
        return first
`;
