/** Attention of `torch.nn.functional`. */
export const attentionFunctions = `
def scaled_dot_product_attention(
    query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None, enable_gqa=False
):
    if is_causal and attn_mask is not None:
        raise RuntimeError("_scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True")
    if enable_gqa:
        _not_supported("torch.nn.functional.scaled_dot_product_attention(enable_gqa=True)")
    if query.dtype != key.dtype or query.dtype != value.dtype:
        raise RuntimeError("Expected query, key, and value to have the same dtype")
    if attn_mask is not None and attn_mask.dtype == torch.bool:
        attn_mask = torch.zeros_like(attn_mask, dtype=query.dtype).masked_fill_(attn_mask.logical_not(), -math.inf)
    fused = query.dim() == 4 and key.dim() == 4 and value.dim() == 4 and dropout_p == 0.0
    if fused:
        return _nn.flash_attention(query, key, value, attn_mask, is_causal, scale)
    factor = math.sqrt(1 / math.sqrt(query.size(-1)) if scale is None else scale)
    if is_causal:
        rows, columns = query.size(-2), key.size(-2)
        keep = torch.ones((rows, columns), dtype=torch.bool).tril()
        attn_mask = torch.zeros((rows, columns), dtype=query.dtype).masked_fill_(keep.logical_not(), -math.inf)
    weights = torch.matmul(query * factor, (key * factor).transpose(-2, -1))
    if attn_mask is not None:
        weights = weights + attn_mask
    weights = _nn.safe_softmax(weights, -1)
    if dropout_p > 0.0:
        weights = torch.dropout(weights, dropout_p, True)
    return torch.matmul(weights, value)
`;
