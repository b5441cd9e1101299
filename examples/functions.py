# A function shows its values for the arguments of an example; the lens above it chooses among several.
# gradlens: on
import torch


# gradlens: example logits=torch.tensor([2.0, 1.0, 0.1], requires_grad=True), target=torch.tensor(0)
# gradlens: example logits=torch.zeros(3, requires_grad=True), target=torch.tensor(2)
def cross_entropy(logits, target):
    shifted = logits - logits.max()
    log_probabilities = shifted - shifted.exp().sum().log()
    loss = -log_probabilities[target]
    return loss


# A derivative of our own, checked against finite differences.
class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return 2 * x * grad_output


z = torch.tensor([1.0, -2.0], dtype=torch.float64, requires_grad=True)
Square.apply(z).sum().backward()
z.grad  # => tensor([ 2., -4.], dtype=torch.float64)
torch.autograd.gradcheck(Square.apply, (z,))  # => True
