using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>A note of the team on the conversation. Identity: <see cref="Id"/>; one with a later <see cref="CreatedAt"/> replaces it.</summary>
[JsonConverter(typeof(VisibleJsonConverter<NoteRecord>))]
public sealed record NoteRecord : StoreRecord
{
    /// <summary>The note's random ID.</summary>
    public required Guid Id { get; init; }

    /// <summary>The note. Personal data by default.</summary>
    public required string Text { get; init; }

    /// <summary>The author; null if unknown.</summary>
    public string? Author { get; init; }

    /// <summary>The time when it was written, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    internal override Guid? Writer => GivenBy;

    /// <summary>The opening that wrote it; null if a person or the store did.</summary>
    internal Guid? GivenBy { get; init; }

    internal override long VariableBytes => MemorySize.Of(Text);

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteString("id", Id);
        VisibleJson.Personal(writer, "text", Text);
        VisibleJson.Text(writer, "author", Author);
        VisibleJson.Time(writer, "created_at", CreatedAt);
    }
}
