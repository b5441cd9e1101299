"""torch.finfo and torch.iinfo."""
import torch
for d in (torch.float16,torch.bfloat16,torch.float32,torch.float64,torch.complex64):
    f=torch.finfo(d); print([f.bits,f.eps,f.max,f.min,f.tiny,f.smallest_normal,f.resolution,f.dtype]); print(f, repr(f))
for d in (torch.uint8,torch.int8,torch.int16,torch.int32,torch.int64):
    f=torch.iinfo(d); print([f.bits,f.max,f.min,f.dtype]); print(f)
for a in [(),(torch.int32,),("x",)]:
    try: print(torch.finfo(*a))
    except Exception as e: print(type(e).__name__,e)
for a in [(),(torch.float32,),(torch.bool,)]:
    try: print(torch.iinfo(*a))
    except Exception as e: print(type(e).__name__,e)
