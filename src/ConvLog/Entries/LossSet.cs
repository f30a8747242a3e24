namespace ConvLog.Entries;

/// <summary>The reasons for which parts of one entry were truncated, collected during capture.</summary>
internal struct LossSet
{
    private int _bits;

    public readonly bool IsEmpty => _bits == 0;

    public void Add(LossReason reason) => _bits |= 1 << (int)reason;

    public void Add(LossSet other) => _bits |= other._bits;

    public readonly bool Contains(LossReason reason) => (_bits & (1 << (int)reason)) != 0;
}
