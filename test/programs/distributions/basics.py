import torch
from torch.distributions import Normal, Uniform, Bernoulli, Categorical, Exponential, kl_divergence
import torch.distributions as D
torch.manual_seed(0)
n = Normal(torch.tensor([0.,1.]), torch.tensor([1.,2.]))
print(n, n.sample(), n.sample((3,)).shape, n.log_prob(torch.tensor([.5,.5])), n.entropy(), n.mean, n.variance)
m = torch.tensor(.5, requires_grad=True); s = torch.tensor(1.5, requires_grad=True)
q = Normal(m, s); x = q.rsample(); print(x); x.backward(); print(m.grad, s.grad)
print(q.rsample((2,)), kl_divergence(q, Normal(0., 1.)), q.cdf(torch.tensor(1.)), Normal(0,1).icdf(torch.tensor(.7)))
u = Uniform(0., 2.); print(u, u.sample((3,)), u.log_prob(torch.tensor(1.)), u.entropy())
b = Bernoulli(torch.tensor([.3,.6])); print(b, b.sample(), b.log_prob(torch.tensor([1.,0.])), b.entropy(), b.logits)
b = Bernoulli(logits=torch.tensor([.3])); print(b.probs, b)
c = Categorical(torch.tensor([.1,.2,.7])); print(c, c.sample(), c.sample((5,)), c.log_prob(torch.tensor(2)), c.entropy(), c.logits)
c2 = Categorical(logits=torch.randn(2,3)); a = c2.sample(); print(a, c2.log_prob(a), c2.probs, c2.entropy(), kl_divergence(c2, Categorical(torch.ones(2,3))))
e = Exponential(torch.tensor(2.)); print(e, e.sample((3,)), e.log_prob(torch.tensor(1.)), e.mean, e.entropy())
for f in [lambda: Normal(0., -1.), lambda: Categorical(), lambda: c.log_prob(torch.tensor(5)), lambda: Bernoulli(torch.tensor(2.))]:
    try: f()
    except Exception as x: print(type(x).__name__, x)
