using System.Text.Json.Serialization;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>A change of a state variable as one reader may see it.</summary>
public sealed record StateChangeView
{
    /// <summary>The kind of change.</summary>
    public required StateChangeKind Kind { get; init; }

    /// <summary>The name of the variable and its new value.</summary>
    [JsonConverter(typeof(ViewFieldsConverter))]
    public required LogField Variable { get; init; }

    /// <summary>The time of the change, in UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }
}
