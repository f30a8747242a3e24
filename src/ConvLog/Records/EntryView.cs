namespace ConvLog.Records;

/// <summary>A log entry as one reader may see it: personal fields carry their shown form for a reader without the permission.</summary>
public sealed record EntryView
{
    internal EntryView()
    {
    }

    /// <summary>The entry's random id.</summary>
    public required Guid Id { get; init; }

    /// <summary>How grave it is.</summary>
    public required EntryLevel Level { get; init; }

    /// <summary>The message.</summary>
    public required string Content { get; init; }

    /// <summary>Whether only readers with the permission get it.</summary>
    public bool IsPii { get; init; }

    /// <summary>When it was logged, in UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The name of the logger.</summary>
    public string Logger { get; init; } = LogEntry.LoggerName;

    /// <summary>The fields.</summary>
    public LogFields Fields { get; init; }

    /// <summary>Its place among the entries and API responses of its scope that this reader sees, from 0.</summary>
    public int Order { get; init; }
}
