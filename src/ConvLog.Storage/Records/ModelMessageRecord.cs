using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;
using ConvLog.Storage.Records;

namespace ConvLog.Records;

/// <summary>
/// One message to or from a language model. Identity: its ID, which is derived from its content, so that a conversation keeps each message once, however many
/// requests repeat it; the first record written is kept.
/// </summary>
/// <remarks>A store on disk hashes the ID with a key: without the conversation's key it reveals nothing about the content.</remarks>
[JsonConverter(typeof(VisibleJsonConverter<ModelMessageRecord>))]
public sealed record ModelMessageRecord : FactRecord
{
    /// <summary>The message.</summary>
    public required ModelMessage Message { get; init; }

    /// <summary>Creates the records of the messages that a model call was the first to use.</summary>
    internal static IEnumerable<ModelMessageRecord> From(ModelCallSnapshot call) => call.NewMessages.Select(message => new ModelMessageRecord
    {
        ConversationId = call.ConversationId,
        WriterId = call.WriterId,
        Sequence = call.Sequence,
        Id = message.Id,
        Timestamp = call.LatestAt,
        Message = message,
    });

    /// <summary>Visits the properties in order.</summary>
    /// <param name="visitor">The operation to apply to each property.</param>
    /// <param name="v">The record to write; null if a record is read.</param>
    internal static ModelMessageRecord Visit<TVisitor>(ref TVisitor visitor, ModelMessageRecord? v)
        where TVisitor : struct, IPropertyVisitor
        => new()
        {
            ConversationId = visitor.Text("conversation_id", v?.ConversationId),
            WriterId = visitor.Id("writer_id", v?.WriterId),
            Sequence = visitor.Number("sequence", v?.Sequence),
            TurnId = visitor.OptionalText("turn_id", v?.TurnId),
            FunctionEventId = visitor.OptionalText("function_event_id", v?.FunctionEventId),
            Timestamp = visitor.Time("timestamp", v?.Timestamp),
            Id = visitor.Id("id", v?.Id),
            Message = visitor.Message("message", v?.Message),
        };

    internal override long VariableBytes => Message.VariableBytes;

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        VisibleJson.Time(writer, "timestamp", Timestamp);
        VisibleJson.All(writer, "message", [Message]);
    }
}
