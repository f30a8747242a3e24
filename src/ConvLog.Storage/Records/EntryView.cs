using System.Text.Json.Serialization;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>A log entry as one reader may see it: personal fields carry their shown form for a reader without the permission.</summary>
public sealed record EntryView
{
    internal EntryView()
    {
    }

    /// <summary>The entry's random id.</summary>
    public Guid Id { get; internal init; }

    /// <summary>How grave it is.</summary>
    public EntryLevel Level { get; internal init; }

    /// <summary>The message.</summary>
    public string Content { get; internal init; } = "";

    /// <summary>Whether only readers with the permission get it.</summary>
    public bool IsPii { get; internal init; }

    /// <summary>
    /// Whether it is a mark that a personal entry is withheld: it has the id, the time and the place of the entry and nothing else of it. Only readers with
    /// <see cref="Privacy.Reader.AsksForPii"/> get such marks.
    /// </summary>
    public bool IsWithheld { get; internal init; }

    /// <summary>When it was logged, in UTC.</summary>
    public DateTimeOffset Timestamp { get; internal init; }

    /// <summary>The name of the logger.</summary>
    public string Logger { get; internal init; } = LogEntry.LoggerName;

    /// <summary>The fields. The value of a personal one is what the reader may see: the value itself, or its shown form.</summary>
    [JsonConverter(typeof(ViewFieldsConverter))]
    public LogFields Fields { get; internal init; }

    /// <summary>Its place among the entries and API responses of its scope that this reader sees, from 0.</summary>
    public int Order { get; internal init; }
}
