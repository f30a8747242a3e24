using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConvLog.Records;

namespace ConvLog.Serialization;

/// <summary>
/// Conversations as JSON, in the shape of the compatible Conversations API: camelCase outside, snake_case inside turns and function events. It takes views
/// only, so what it writes has passed the gate. What the shape knows and ConvLog does not is null or empty, as in the recorded responses.
/// </summary>
/// <remarks>
/// Beyond the recorded shape there are, where they hold something: <c>logs</c> on turns and on the conversation (what was logged outside function events),
/// <c>outcome</c>, <c>error_type</c> and <c>parent_id</c> on function events, <c>error</c> on turns, the model's usage in <c>llm_requests</c>,
/// <c>losses</c> beside the entries, and <c>pii_purged_at</c> on a conversation whose personal data has expired.
/// </remarks>
public static class ConversationJson
{
    /// <summary>
    /// How this JSON is encoded: relaxed, so that <c>+</c> and other languages' letters stay readable. Encode it again before it goes into a page.
    /// </summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a part of a list: <c>{"conversations":[…],"count":…,"limit":…,"offset":…}</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="page">The part and the total: list with <c>CountTotal</c>, or <c>count</c> is null.</param>
    /// <param name="limit">The limit that was asked for.</param>
    /// <param name="offset">The offset that was asked for.</param>
    /// <param name="documentedOnly">Whether to leave out what the recorded shape does not have.</param>
    public static void WriteList(Utf8JsonWriter writer, ConversationPage page, int limit, int offset, bool documentedOnly = false)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(page);
        writer.WriteStartObject();
        writer.WriteStartArray("conversations");
        foreach (var conversation in page.Conversations)
        {
            ConversationWriting.WriteSummary(writer, conversation, documentedOnly);
        }

        writer.WriteEndArray();
        if (page.Total is { } total)
        {
            writer.WriteNumber("count", total);
        }
        else
        {
            writer.WriteNull("count");
        }

        writer.WriteNumber("limit", limit);
        writer.WriteNumber("offset", offset);
        writer.WriteEndObject();
    }

    /// <summary>Writes one conversation with its turns and function events.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="documentedOnly">Whether to leave out what the recorded shape does not have.</param>
    public static void Write(Utf8JsonWriter writer, ConversationView conversation, bool documentedOnly = false)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(conversation);
        ConversationWriting.Write(writer, conversation, documentedOnly);
    }

    /// <summary>
    /// Writes a part of the newer list (v3), whose conversations have their turns with them: <c>{"conversations":[…],"next_offset":…,"cursor":…}</c>, all in
    /// snake_case and with empty texts where nothing is known. <c>latency</c> is in milliseconds.
    /// </summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="conversations">The conversations.</param>
    /// <param name="nextOffset">Where the next part begins; null leaves it out.</param>
    /// <param name="cursor">The cursor of the next page; null on the last one.</param>
    public static void WriteProjectList(Utf8JsonWriter writer, IEnumerable<ConversationView> conversations, int? nextOffset, string? cursor)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(conversations);
        writer.WriteStartObject();
        writer.WriteStartArray("conversations");
        foreach (var conversation in conversations)
        {
            ProjectWriting.Write(writer, conversation);
        }

        writer.WriteEndArray();
        if (nextOffset is { } offset)
        {
            writer.WriteNumber("next_offset", offset);
        }

        writer.WriteString("cursor", cursor);
        writer.WriteEndObject();
    }

    /// <summary>The number that stands as <c>turn_id</c> in a turn: opaque, and always the same for one turn.</summary>
    /// <param name="turn">The turn.</param>
    public static int NumberOf(TurnView turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return TurnWriting.NumberOf(turn.Id);
    }

    /// <summary>Writes one turn.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="turn">The turn.</param>
    public static void Write(Utf8JsonWriter writer, TurnView turn)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(turn);
        TurnWriting.Write(writer, turn);
    }

    /// <summary>Writes one function event.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="functionEvent">The event.</param>
    /// <param name="conversationId">The conversation it belongs to.</param>
    public static void Write(Utf8JsonWriter writer, FunctionEventView functionEvent, string conversationId)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(functionEvent);
        FunctionEventWriting.Write(writer, functionEvent, conversationId);
    }

    /// <summary>Writes one entry.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="entry">The entry.</param>
    public static void Write(Utf8JsonWriter writer, EntryView entry)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(entry);
        LogWriting.Write(writer, entry);
    }

    /// <summary>One conversation as UTF-8 JSON.</summary>
    /// <param name="conversation">The conversation.</param>
    public static byte[] ToUtf8(ConversationView conversation)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            Write(writer, conversation);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads one conversation, as this class or the compatible API writes it. Properties it does not know are passed over.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <exception cref="JsonException">It is not JSON, or not of this shape; the message says where and what was expected.</exception>
    public static ConversationView ReadConversation(ReadOnlySpan<byte> utf8) => JsonReading.Only(utf8, ConversationReading.Read);

    /// <summary>Reads one turn.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <exception cref="JsonException">It is not JSON, or not of this shape.</exception>
    public static TurnView ReadTurn(ReadOnlySpan<byte> utf8)
        => JsonReading.Only(utf8, static (ref reader) => TurnReading.Read(ref reader, ordinal: 1));

    /// <summary>Reads one function event.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <exception cref="JsonException">It is not JSON, or not of this shape.</exception>
    public static FunctionEventView ReadFunctionEvent(ReadOnlySpan<byte> utf8) => JsonReading.Only(utf8, FunctionEventReading.Read);

    /// <summary>Reads one entry. Its fields come back in order; a whole number as a long, any other number digit by digit.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <exception cref="JsonException">It is not JSON, or not of this shape.</exception>
    public static EntryView ReadEntry(ReadOnlySpan<byte> utf8)
        => JsonReading.Only(utf8, static (ref reader) => LogReading.ReadEntry(ref reader, order: 0));
}
