namespace ConvLog.PostgreSql;

/// <summary>Where documents are looked for.</summary>
internal readonly record struct DocumentWindow
{
    /// <summary>At or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whether turns are left out.</summary>
    public bool EntriesOnly { get; init; }

    /// <summary>One conversation.</summary>
    public (long Number, int Day)? Conversation { get; init; }
}
