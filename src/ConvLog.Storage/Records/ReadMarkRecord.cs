using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>
/// That someone has read the conversation. Identity: the conversation; the first one written stays until the same record with <see cref="IsRemoved"/>
/// revokes it.
/// </summary>
[JsonConverter(typeof(VisibleJsonConverter<ReadMarkRecord>))]
public sealed record ReadMarkRecord : StoreRecord
{
    /// <summary>Who read it.</summary>
    public required string ReadBy { get; init; }

    /// <summary>
    /// Who that is, whatever their name: a hash of who vouches for them and of their subject there. Null where only the name is known. It is shown to nobody.
    /// </summary>
    public string? ReadById { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>Whether this revokes the mark of this reader and moment: then the conversation is unread. Another mark stays.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>Its properties, in order.</summary>
    /// <param name="visitor">What is done with each.</param>
    /// <param name="v">The record; null where it is being read.</param>
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
