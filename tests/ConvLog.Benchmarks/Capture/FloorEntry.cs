namespace ConvLog.Benchmarks.Capture;

/// <summary>A minimal entry.</summary>
public sealed class FloorEntry(string content, FloorField[]? fields, long ticks, long sequence, int flags)
{
    public string Content { get; } = content;

    public FloorField[]? Fields { get; } = fields;

    public long Ticks { get; } = ticks;

    public long Sequence { get; } = sequence;

    public int Flags { get; } = flags;
}
