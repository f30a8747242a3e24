using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>One thing a store is given to keep. Immutable. Each kind has an identity, so that writing it twice leaves one.</summary>
/// <remarks>It holds personal data in clear. <see cref="JsonSerializer"/> and <see cref="ToString"/> leave that out, as a reader without the permission sees
/// the record by default.</remarks>
[JsonConverter(typeof(VisibleJsonConverter<StoreRecord>))]
public abstract record StoreRecord : IVisible
{
    private protected StoreRecord()
    {
    }

    /// <summary>The conversation it belongs to.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The opening that gave it to the store, where that is known: what a refused one gives is not stored. Not kept.</summary>
    internal virtual Guid? Writer => null;

    /// <summary>Which turn it is about, where the store has to find that; null where <c>TurnId</c> says so. Not kept.</summary>
    internal virtual TurnChoice? Chosen => null;

    /// <summary>About how many bytes of memory its texts and fields take.</summary>
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

    /// <summary>Whether readers without the permission do not see that it exists.</summary>
    private protected virtual bool IsHidden => false;

    /// <summary>
    /// Writes the properties that everyone may see, and what is shown in place of the others. A kind of record that does not say what that is shows none.
    /// </summary>
    private protected virtual void WriteVisible(Utf8JsonWriter writer)
    {
    }
}
