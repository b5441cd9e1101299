/** Devices and layouts. There is one device, the CPU: anything else raises what a CPU build of PyTorch raises. */

import { PyBuiltin } from "../python/objects/callable.ts";
import { NotSupported } from "../python/objects/errors.ts";
import { exceptionTypes, raiseError } from "../python/objects/exceptions.ts";
import { objectType, PyType, typeOf } from "../python/objects/type.ts";
import { PyObject, type PyValue } from "../python/objects/value.ts";

export class PyDevice extends PyObject {
  readonly type: string;
  readonly index: number | null;
  constructor(type: string, index: number | null) {
    super();
    this.type = type;
    this.index = index;
  }
  get cls(): PyType {
    return deviceType;
  }
  get attrs(): null {
    return null;
  }
}

const known = ["cpu", "cuda", "mps", "xpu", "meta", "hpu", "mtia", "xla", "vulkan"];

function parseDevice(text: string): PyDevice {
  const match = /^([a-z]+)(?::(\d+))?$/.exec(text);
  if (match === null) return raiseError(exceptionTypes.RuntimeError, `Invalid device string: '${text}'`);
  if (!known.includes(match[1]!)) {
    raiseError(
      exceptionTypes.RuntimeError,
      `Expected one of cpu, cuda, ipu, xpu, mkldnn, opengl, opencl, ideep, hip, ve, fpga, maia, xla, lazy, vulkan, mps, meta, hpu, mtia, privateuseone device type at start of device string: ${match[1]}`,
    );
  }
  return new PyDevice(match[1]!, match[2] === undefined ? null : Number(match[2]));
}

export const deviceType = new PyType("device", [objectType], {
  module: "torch",
  subclassable: false,
  construct: (_cls, args, kwargs) => {
    const v = args[0] ?? kwargs?.get("type") ?? kwargs?.get("device");
    const index = args[1] ?? kwargs?.get("index");
    if (v instanceof PyDevice) return v;
    if (typeof v === "string") return typeof index === "number" ? new PyDevice(v, index) : parseDevice(v);
    return raiseError(
      exceptionTypes.TypeError,
      `device(): argument 'type' must be str, not ${v === undefined ? "NoneType" : typeOf(v).name}`,
    );
  },
});
deviceType.set("__init__", new PyBuiltin("__init__", () => null));
deviceType.set(
  "__repr__",
  new PyBuiltin("__repr__", ([d]) => {
    const device = d as PyDevice;
    return device.index === null
      ? `device(type='${device.type}')`
      : `device(type='${device.type}', index=${device.index})`;
  }),
);
deviceType.set(
  "__str__",
  new PyBuiltin("__str__", ([d]) => {
    const device = d as PyDevice;
    return device.index === null ? device.type : `${device.type}:${device.index}`;
  }),
);
deviceType.set(
  "__eq__",
  new PyBuiltin("__eq__", ([a, b]) =>
    a instanceof PyDevice && b instanceof PyDevice ? a.type === b.type && a.index === b.index : false,
  ),
);
deviceType.set("__hash__", new PyBuiltin("__hash__", ([d]) => ((d as PyDevice).index ?? -1) + 1000003));

export const cpu = new PyDevice("cpu", null);

/** Accepts None and the CPU; raises for what this build would not have; refuses `meta`. */
export function checkDevice(v: PyValue): void {
  if (v === null || v === undefined) return;
  const device = v instanceof PyDevice ? v : typeof v === "string" ? parseDevice(v) : null;
  if (device === null)
    raiseError(exceptionTypes.TypeError, `argument 'device' must be torch.device, not ${typeOf(v).name}`);
  if (device.type === "cpu") return;
  if (device.type === "cuda") raiseError(exceptionTypes.AssertionError, "Torch not compiled with CUDA enabled");
  throw new NotSupported(`device '${device.type}'`);
}

export function checkLayout(v: PyValue): void {
  if (v === null || v === undefined) return;
  if (v instanceof PyObject && v.cls.name === "layout") return;
  throw new NotSupported("layout other than torch.strided");
}
