using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>That someone has read the conversation. Identity: the conversation; the first one written stays.</summary>
[JsonConverter(typeof(VisibleJsonConverter<ReadMarkRecord>))]
public sealed record ReadMarkRecord : StoreRecord
{
    /// <summary>Who read it.</summary>
    public required string ReadBy { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        VisibleJson.Text(writer, "read_by", ReadBy);
        VisibleJson.Time(writer, "read_at", ReadAt);
    }
}
