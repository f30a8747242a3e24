using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;
using ConvLog.Storage.Records;

namespace ConvLog.Records;

/// <summary>
/// A mark that someone has read the conversation. Identity: the conversation; the first record written is kept until the same record with
/// <see cref="IsRemoved"/> revokes it.
/// </summary>
[JsonConverter(typeof(VisibleJsonConverter<ReadMarkRecord>))]
public sealed record ReadMarkRecord : StoreRecord
{
    /// <summary>The name of the person who read it.</summary>
    public required string ReadBy { get; init; }

    /// <summary>
    /// The unique ID of the person: a hash of the identity provider and the subject. Null if only the name is known. Never shown.
    /// </summary>
    public string? ReadById { get; init; }

    /// <summary>When it was read, in UTC.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>Whether this revokes the mark of the same reader and time, so that the conversation is unread. A different mark is kept.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>Visits the properties in order.</summary>
    /// <param name="visitor">The operation to apply to each property.</param>
    /// <param name="v">The record to write; null if a record is read.</param>
    internal static ReadMarkRecord Visit<TVisitor>(ref TVisitor visitor, ReadMarkRecord? v)
        where TVisitor : struct, IPropertyVisitor
        => new()
        {
            ConversationId = visitor.Text("conversation_id", v?.ConversationId),
            ReadBy = visitor.Text("read_by", v?.ReadBy),
            ReadById = visitor.OptionalText("read_by_id", v?.ReadById),
            ReadAt = visitor.Time("read_at", v?.ReadAt),
            IsRemoved = visitor.Flag("is_removed", v?.IsRemoved),
        };

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        VisibleJson.Text(writer, "read_by", ReadBy);
        VisibleJson.Time(writer, "read_at", ReadAt);
    }
}
