using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>An improved answer of the team to a turn. Identity: <see cref="Id"/>; one with a later <see cref="CreatedAt"/> replaces it.</summary>
[JsonConverter(typeof(VisibleJsonConverter<AnnotationRecord>))]
public sealed record AnnotationRecord : StoreRecord
{
    /// <summary>The annotation's random ID.</summary>
    public required Guid Id { get; init; }

    /// <summary>
    /// The ID of the turn. Empty if the opening has no turn yet, or the turn is identified by its ordinal: the store's sink then resolves the turn and sets
    /// the ID.
    /// </summary>
    public required string TurnId { get; init; }

    /// <summary>The improved answer. Personal data by default.</summary>
    public required string ImprovedAnswer { get; init; }

    /// <summary>Whether it was removed: it is neither shown nor counted, and its answer is not kept. Default false.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>The author; null if unknown.</summary>
    public string? Author { get; init; }

    /// <summary>The time when it was written, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    internal override Guid? Writer => GivenBy;

    /// <summary>The opening that wrote it; null if a person or the store did.</summary>
    internal Guid? GivenBy { get; init; }

    internal override TurnChoice? Chosen => Choice;

    /// <summary>Identifies the turn if the opening does not know its ID. A field, because it is not stored.</summary>
    internal TurnChoice? Choice;

    internal override long VariableBytes => MemorySize.Of(ImprovedAnswer);

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteString("id", Id);
        VisibleJson.Text(writer, "turn_id", TurnId);
        VisibleJson.Personal(writer, "improved_answer", ImprovedAnswer);
        writer.WriteBoolean("is_removed", IsRemoved);
        VisibleJson.Text(writer, "author", Author);
        VisibleJson.Time(writer, "created_at", CreatedAt);
    }
}
