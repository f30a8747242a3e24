using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>Outcomes and durations of calls.</summary>
internal abstract class CallFiguresJson
{
    private readonly CallFigures _figures;

    private protected CallFiguresJson(CallFigures figures) => _figures = figures;

    public long Calls => _figures.Calls;
    public long Failed => _figures.Failed;
    public long Canceled => _figures.Canceled;
    public long Declined => _figures.Declined;
    public long Abandoned => _figures.Abandoned;
    public long Running => _figures.Running;
    public long Problems => _figures.Problems;
    public double? ProblemRate => _figures.ProblemRate;
    public long Conversations => _figures.Conversations;
    public DurationsJson Duration => new(_figures.Duration);
}

/// <summary>The calls in conversations of an agent.</summary>
internal sealed class AgentCallsJson : CallFiguresJson
{
    internal AgentCallsJson(CallSlice slice)
        : base(slice.Figures)
        => Agent = slice.Value;

    public string? Agent { get; }
}

/// <summary>The calls in conversations of a variant.</summary>
internal sealed class VariantCallsJson : CallFiguresJson
{
    internal VariantCallsJson(CallSlice slice)
        : base(slice.Figures)
        => Variant = slice.Value;

    public string? Variant { get; }
}

/// <summary>The calls in conversations of a channel.</summary>
internal sealed class ChannelCallsJson : CallFiguresJson
{
    internal ChannelCallsJson(CallSlice slice)
        : base(slice.Figures)
        => Channel = slice.Value;

    public string? Channel { get; }
}
