/** The fused operations for the Python part of functional and the recurrent layers. */
import { flashAttention, lstmLayer, safeSoftmax } from "../../../autograd/rules/fused.ts";
import { type BindingTable, overload } from "../../binding/bind.ts";

export const fusedNatives: BindingTable = {
  safe_softmax: { places: [], overloads: [overload("(Tensor input, int dim)", (x, dim) => safeSoftmax(x, dim))] },
  flash_attention: {
    places: [],
    overloads: [
      overload(
        "(Tensor query, Tensor key, Tensor value, Tensor? mask, bool is_causal, float? scale)",
        (q, k, v, mask, isCausal, scale) => flashAttention(q, k, v, mask, { isCausal, scale }),
      ),
    ],
  },
  _lstm_layer: {
    places: [],
    overloads: [
      overload(
        "(Tensor input, Tensor h, Tensor c, Tensor w_ih, Tensor w_hh, Tensor? b_ih, Tensor? b_hh, bool reverse)",
        (x, h, c, wIh, wHh, bIh, bHh, reverse) => lstmLayer(x, wIh, wHh, bIh, bHh, h, c, reverse),
      ),
    ],
  },
};
