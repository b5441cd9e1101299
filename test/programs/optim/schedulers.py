import torch
from torch.optim import lr_scheduler as S
def go(name, n=12, mom=False, **kw):
    w = torch.zeros(1, requires_grad=True)
    o = torch.optim.SGD([w], lr=.1, momentum=.9)
    s = getattr(S, name)(o, **kw)
    out = [s.get_last_lr()]
    for i in range(n):
        o.step(); s.step(); out.append(s.get_last_lr())
        if mom: out.append(o.param_groups[0]['momentum'])
    print(name, kw if 'lr_lambda' not in kw and 'scale_fn' not in kw else '', out)
    d = s.state_dict(); print(sorted(d.keys()))
go('StepLR', step_size=3); go('MultiStepLR', milestones=[2,5,5]); go('ExponentialLR', gamma=.9)
go('LambdaLR', lr_lambda=lambda e: .95**e); go('MultiplicativeLR', lr_lambda=lambda e: .95)
go('ConstantLR'); go('LinearLR'); go('LinearLR', start_factor=.5,total_iters=4); go('PolynomialLR', power=2., total_iters=7)
go('CosineAnnealingLR', T_max=5, eta_min=.01, n=22); go('CosineAnnealingWarmRestarts', T_0=3, T_mult=2)
go('CyclicLR', base_lr=.01, max_lr=.1, step_size_up=3, mom=True); go('CyclicLR', base_lr=.01, max_lr=.1, step_size_up=3,step_size_down=2, mode='triangular2'); go('CyclicLR', base_lr=.01, max_lr=.1, step_size_up=3, mode='exp_range',gamma=.9,cycle_momentum=False)
go('OneCycleLR', max_lr=.5,total_steps=13,mom=True); go('OneCycleLR', max_lr=.5,epochs=3,steps_per_epoch=5,three_phase=True,anneal_strategy='linear')
w = torch.zeros(1, requires_grad=True)
o = torch.optim.SGD([w], lr=.1)
s = S.ReduceLROnPlateau(o, patience=1, cooldown=1)
for v in [1,.9,.95,.95,.95,.95,.95,.95]:
    s.step(v); print(s.get_last_lr(), s.num_bad_epochs, s.best)
o = torch.optim.SGD([w], lr=.1)
a=S.ConstantLR(o,factor=.1,total_iters=2); b=S.ExponentialLR(o,gamma=.9)
s=S.SequentialLR(o,[a,b],milestones=[3])
for i in range(8): o.step(); s.step(); print(s.get_last_lr())
o = torch.optim.SGD([w], lr=.1)
a=S.ConstantLR(o,factor=.1,total_iters=2); b=S.ExponentialLR(o,gamma=.9)
s=S.ChainedScheduler([a,b])
for i in range(5): o.step(); s.step(); print(s.get_last_lr())
o = torch.optim.SGD([w], lr=.1)
s = S.StepLR(o, 1)
print(s.state_dict())
