using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>A record for a store. Immutable. Each kind has an identity, so that a record that is written twice is stored once.</summary>
/// <remarks>It contains unmasked personal data. <see cref="JsonSerializer"/> and <see cref="ToString"/> omit that, as for a reader without the permission by
/// default.</remarks>
[JsonConverter(typeof(VisibleJsonConverter<StoreRecord>))]
public abstract record StoreRecord : IVisible
{
    private protected StoreRecord()
    {
    }

    /// <summary>The ID of the conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The opening that wrote it, if known; records of a refused opening are not stored. Not stored itself.</summary>
    internal virtual Guid? Writer => null;

    /// <summary>Identifies its turn if the store has to find it; null if <c>TurnId</c> identifies it. Not stored.</summary>
    internal virtual TurnChoice? Chosen => null;

    /// <summary>The approximate memory size of its texts and fields, in bytes.</summary>
    internal virtual long VariableBytes => 0;

    /// <summary>The kind of record, and its visible part as JSON.</summary>
    public sealed override string ToString() => VisibleJson.Line(GetType().Name, this);

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        if (IsHidden)
        {
            VisibleJson.WriteHidden(writer);
            return;
        }

        writer.WriteStartObject();
        VisibleJson.Text(writer, "conversation_id", ConversationId);
        WriteVisible(writer);
        writer.WriteEndObject();
    }

    /// <summary>Whether the record is hidden entirely from readers without the permission.</summary>
    private protected virtual bool IsHidden => false;

    /// <summary>
    /// Writes the visible properties, and the masked forms of the others. By default nothing is visible.
    /// </summary>
    private protected virtual void WriteVisible(Utf8JsonWriter writer)
    {
    }
}
