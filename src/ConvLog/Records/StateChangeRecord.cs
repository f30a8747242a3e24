namespace ConvLog.Records;

/// <summary>One change of a variable of the conversation. Identity: its id; the first one written stays.</summary>
public sealed record StateChangeRecord : FactRecord
{
    /// <summary>What happened.</summary>
    public required StateChangeKind Kind { get; init; }

    /// <summary>The variable's name and new value. The value is personal data by default.</summary>
    public required LogField Variable { get; init; }
}
