using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>
/// One message to or from a language model. Identity: its id, which stands for what it says, so that a conversation keeps each message once, however many
/// requests repeat it; the first one written stays.
/// </summary>
/// <remarks>A store on disk keys the id: it tells nobody who has not the conversation's key what a message says.</remarks>
[JsonConverter(typeof(VisibleJsonConverter<ModelMessageRecord>))]
public sealed record ModelMessageRecord : FactRecord
{
    /// <summary>The message.</summary>
    public required ModelMessage Message { get; init; }

    /// <summary>What a store keeps of the messages that a model call published first.</summary>
    internal static IEnumerable<ModelMessageRecord> From(ModelCallSnapshot call) => call.NewMessages.Select(message => new ModelMessageRecord
    {
        ConversationId = call.ConversationId,
        WriterId = call.WriterId,
        Sequence = call.Sequence,
        Id = message.Id,
        Timestamp = call.LatestAt,
        Message = message,
    });

    /// <summary>Its properties, in order.</summary>
    /// <param name="visitor">What is done with each.</param>
    /// <param name="v">The record; null where it is being read.</param>
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
