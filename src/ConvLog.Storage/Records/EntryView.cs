using System.Text.Json.Serialization;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>A log entry as one reader may see it: for a reader without the permission, personal fields have their redacted form.</summary>
public sealed record EntryView
{
    internal EntryView()
    {
    }

    /// <summary>The entry's random id.</summary>
    public Guid Id { get; internal init; }

    /// <summary>The level.</summary>
    public EntryLevel Level { get; internal init; }

    /// <summary>The message.</summary>
    public string Content { get; internal init; } = "";

    /// <summary>Whether it is visible only to readers with the permission.</summary>
    public bool IsPii { get; internal init; }

    /// <summary>
    /// Whether it is a placeholder for a withheld personal entry: it has the ID, the time and the position of the entry, and no other data. Only readers with
    /// <see cref="Privacy.Reader.AsksForPii"/> get placeholders.
    /// </summary>
    public bool IsWithheld { get; internal init; }

    /// <summary>When it was logged, in UTC.</summary>
    public DateTimeOffset Timestamp { get; internal init; }

    /// <summary>The name of the logger.</summary>
    public string Logger { get; internal init; } = LogEntry.LoggerName;

    /// <summary>The fields. The value of a personal field is its value or its redacted form, depending on the reader.</summary>
    [JsonConverter(typeof(ViewFieldsConverter))]
    public LogFields Fields { get; internal init; }

    /// <summary>Its position among the entries and API responses of its scope that this reader sees, from 0.</summary>
    public int Order { get; internal init; }
}
