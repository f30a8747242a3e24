using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>A better answer that the team wrote for a turn. Identity: <see cref="Id"/>; one with a later <see cref="CreatedAt"/> replaces it.</summary>
[JsonConverter(typeof(VisibleJsonConverter<AnnotationRecord>))]
public sealed record AnnotationRecord : StoreRecord
{
    /// <summary>The annotation's random id.</summary>
    public required Guid Id { get; init; }

    /// <summary>
    /// The turn it improves. Empty where the opening has no turn yet, or the turn is named by its ordinal: the sink of a store finds it there
    /// and fills this in.
    /// </summary>
    public required string TurnId { get; init; }

    /// <summary>The improved answer. Personal data by default.</summary>
    public required string ImprovedAnswer { get; init; }

    /// <summary>Whether it was removed: it is neither shown nor counted, and its answer is not kept. Default false.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>Who wrote it; null where not told.</summary>
    public string? Author { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    internal override Guid? Writer => GivenBy;

    /// <summary>The opening that gave it to the store; null where a person or the store did.</summary>
    internal Guid? GivenBy { get; init; }

    internal override TurnChoice? Chosen => Choice;

    /// <summary>Which turn, where the opening does not know its id. A field: it is no property of what is stored.</summary>
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
