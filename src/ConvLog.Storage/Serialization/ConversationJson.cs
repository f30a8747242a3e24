using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConvLog.Records;
using ConvLog.Storage.Serialization;

namespace ConvLog.Serialization;

/// <summary>
/// Conversations as JSON, in the format of the compatible Conversations API: camelCase at the top level, snake_case inside turns and function events. It
/// accepts views only, so that the privacy gate has been applied. Properties of the format that ConvLog does not have are null or empty, as in the recorded
/// responses.
/// </summary>
/// <remarks>
/// In addition to the recorded format, it writes non-empty values of: <c>logs</c> on turns and on the conversation (the log outside function events),
/// <c>outcome</c>, <c>error_type</c> and <c>parent_id</c> on function events, <c>error</c> on turns, the model's usage in <c>llm_requests</c>, <c>losses</c>
/// next to the entries, and <c>pii_purged_at</c> on a conversation whose personal data has expired.
/// </remarks>
public static class ConversationJson
{
    /// <summary>
    /// The options of this JSON: relaxed escaping, so that <c>+</c> and non-ASCII letters are readable. Escape it again before embedding it in HTML.
    /// </summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a page of a list: <c>{"conversations":[…],"count":…,"limit":…,"offset":…}</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="page">The page, with its total: query it with <c>CountTotal</c>, otherwise <c>count</c> is null.</param>
    /// <param name="limit">The requested limit.</param>
    /// <param name="offset">The requested offset.</param>
    /// <param name="documentedOnly">Whether to omit properties that the recorded format does not have.</param>
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
    /// <param name="documentedOnly">Whether to omit properties that the recorded format does not have.</param>
    public static void Write(Utf8JsonWriter writer, ConversationView conversation, bool documentedOnly = false)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(conversation);
        ConversationWriting.Write(writer, conversation, documentedOnly);
    }

    /// <summary>
    /// Writes a page of the newer list (v3), whose conversations include their turns: <c>{"conversations":[…],"next_offset":…,"cursor":…}</c>, all in
    /// snake_case and with empty texts for unknown values. <c>latency</c> is in milliseconds.
    /// </summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="conversations">The conversations.</param>
    /// <param name="nextOffset">The offset of the next page; omitted if null.</param>
    /// <param name="cursor">The cursor of the next page; null on the last page.</param>
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

    /// <summary>The number written as the <c>turn_id</c> of a turn: opaque, and always the same for one turn.</summary>
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

    /// <summary>Writes one conversation as UTF-8 JSON.</summary>
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

    /// <summary>Reads one conversation, as written by this class or the compatible API. Unknown properties are ignored.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <exception cref="JsonException">The text is not JSON, or not in this format; the message says where and which value was expected.</exception>
    public static ConversationView ReadConversation(ReadOnlySpan<byte> utf8) => JsonReading.Only(utf8, ConversationReading.Read);

    /// <summary>Reads one turn.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <exception cref="JsonException">The text is not JSON, or not in this format.</exception>
    public static TurnView ReadTurn(ReadOnlySpan<byte> utf8)
        => JsonReading.Only(utf8, static (ref reader) => TurnReading.Read(ref reader, ordinal: 1));

    /// <summary>Reads one function event.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <exception cref="JsonException">The text is not JSON, or not in this format.</exception>
    public static FunctionEventView ReadFunctionEvent(ReadOnlySpan<byte> utf8) => JsonReading.Only(utf8, FunctionEventReading.Read);

    /// <summary>Reads one entry. Its fields keep their order; integers are read as long, other numbers with all their digits.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <exception cref="JsonException">The text is not JSON, or not in this format.</exception>
    public static EntryView ReadEntry(ReadOnlySpan<byte> utf8)
        => JsonReading.Only(utf8, static (ref reader) => LogReading.ReadEntry(ref reader, order: 0));
}
