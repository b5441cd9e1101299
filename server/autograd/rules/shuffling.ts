/** Pixel and channel shuffles: rearrangements that are operations of their own in PyTorch. */
import { contiguous, type Strided } from "../../tensor/strided.ts";
import { permute, view } from "../../tensor/views.ts";
import { defineOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";

function rearranged(t: Strided, split: readonly number[], order: readonly number[], shape: readonly number[]): Strided {
  return view(contiguous(permute(view(contiguous(t), split), order)), shape);
}

export const pixelShuffle: Op<[self: Tensor, upscaleFactor: number]> = defineOp("pixel_shuffle", {
  node: "PixelShuffleBackward0",
  forward: (self: Tensor, r: number) => {
    const lead = self.shape.slice(0, -3);
    const [c, h, w] = self.shape.slice(-3) as [number, number, number];
    const n = lead.length;
    const at = (i: number): number => n + i;
    return rearranged(
      self.impl,
      [...lead, c / (r * r), r, r, h, w],
      [...lead.keys(), at(0), at(3), at(1), at(4), at(2)],
      [...lead, c / (r * r), h * r, w * r],
    );
  },
  save: (_need, _result, _self, upscale_factor) => ({ upscale_factor }),
  grad: [(g, s) => pixelUnshuffle(g, s.upscale_factor)],
  text: ["g put back"],
});

export const pixelUnshuffle: Op<[self: Tensor, downscaleFactor: number]> = defineOp("pixel_unshuffle", {
  node: "PixelUnshuffleBackward0",
  forward: (self: Tensor, r: number) => {
    const lead = self.shape.slice(0, -3);
    const [c, h, w] = self.shape.slice(-3) as [number, number, number];
    const n = lead.length;
    const at = (i: number): number => n + i;
    return rearranged(
      self.impl,
      [...lead, c, h / r, r, w / r, r],
      [...lead.keys(), at(0), at(2), at(4), at(1), at(3)],
      [...lead, c * r * r, h / r, w / r],
    );
  },
  save: (_need, _result, _self, downscale_factor) => ({ downscale_factor }),
  grad: [(g, s) => pixelShuffle(g, s.downscale_factor)],
  text: ["g put back"],
});

export const channelShuffle: Op<[self: Tensor, groups: number]> = defineOp("channel_shuffle", {
  node: "ChannelShuffleBackward0",
  forward: (self: Tensor, groups: number) => {
    const [n, c, ...rest] = self.shape as [number, number, ...number[]];
    return rearranged(self.impl, [n, groups, c / groups, ...rest], [0, 2, 1, ...rest.map((_, i) => i + 3)], self.shape);
  },
  save: (_need, _result, self, groups) => ({ groups, [channels]: self.shape[1]! }),
  grad: [(g, s) => channelShuffle(g, s[channels] / s.groups)],
  text: ["g put back"],
});
const channels = Symbol("channels");
