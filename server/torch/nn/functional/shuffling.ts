/** `pixel_shuffle`, `pixel_unshuffle`, `channel_shuffle`: checks, then the rules. */
import { channelShuffle, pixelShuffle, pixelUnshuffle } from "../../../autograd/rules/shuffling.ts";
import { fail } from "../../../tensor/errors.ts";
import { type BindingTable, overload } from "../../binding/bind.ts";

const places = ["torch", "F"] as const;

export const shuffles: BindingTable = {
  pixel_shuffle: {
    places,
    overloads: [
      overload("(Tensor input, int upscale_factor)", (x, r) => {
        if (x.dim < 3) {
          fail(`pixel_shuffle expects input to have at least 3 dimensions, but got input with ${x.dim} dimension(s)`);
        }
        if (r <= 0) fail(`pixel_shuffle expects a positive upscale_factor, but got ${r}`);
        const c = x.shape.at(-3)!;
        if (c % (r * r) !== 0) {
          fail(
            `pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, but input.size(-3)=${c} is not divisible by ${r * r}`,
          );
        }
        return pixelShuffle(x, r);
      }),
    ],
  },
  pixel_unshuffle: {
    places,
    overloads: [
      overload("(Tensor input, int downscale_factor)", (x, r) => {
        if (x.dim < 3) {
          fail(`pixel_unshuffle expects input to have at least 3 dimensions, but got input with ${x.dim} dimension(s)`);
        }
        if (r <= 0) fail(`pixel_unshuffle expects a positive downscale_factor, but got ${r}`);
        const [h, w] = [x.shape.at(-2)!, x.shape.at(-1)!];
        if (h % r !== 0) {
          fail(
            `pixel_unshuffle expects height to be divisible by downscale_factor, but input.size(-2)=${h} is not divisible by ${r}`,
          );
        }
        if (w % r !== 0) {
          fail(
            `pixel_unshuffle expects width to be divisible by downscale_factor, but input.size(-1)=${w} is not divisible by ${r}`,
          );
        }
        return pixelUnshuffle(x, r);
      }),
    ],
  },
  channel_shuffle: {
    places,
    overloads: [
      overload("(Tensor input, int groups)", (x, groups) => {
        if (x.dim <= 2)
          fail(`channel_shuffle expects input with > 2 dims, but got input with sizes [${x.shape.join(", ")}]`);
        if (groups <= 0) fail(`Number of groups to divide channels in must be positive. Value of groups:${groups}`);
        const c = x.shape[1]!;
        if (c % groups !== 0)
          fail(`Number of channels must be divisible by groups. Got ${c} channels and ${groups} groups.`);
        return channelShuffle(x, groups);
      }),
    ],
  },
};
