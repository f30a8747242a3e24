using System.Text.Json;

namespace ConvLog.Extensions.AI.Tests.Support;

/// <summary>Events of OpenAI's realtime service as the messages that the adapter of Microsoft.Extensions.AI creates.</summary>
public static class Wire
{
    public static RealtimeServerMessage Message(string json)
    {
        var e = JsonDocument.Parse(json).RootElement;
        string type = Text(e, "type")!;
        return type switch
        {
            "error" => new ErrorRealtimeServerMessage
            {
                Error = new ErrorContent(Text(e.GetProperty("error"), "message")) { ErrorCode = Text(e.GetProperty("error"), "code") },
                RawRepresentation = json,
            },
            "response.created" => Response(e, RealtimeServerMessageType.ResponseCreated),
            "response.done" => Response(e, RealtimeServerMessageType.ResponseDone),
            "response.output_item.added" => Item(e, RealtimeServerMessageType.ResponseOutputItemAdded),
            "response.output_item.done" => Item(e, RealtimeServerMessageType.ResponseOutputItemDone),
            "conversation.item.added" => Item(e, RealtimeServerMessageType.ConversationItemAdded),
            "conversation.item.done" => Item(e, RealtimeServerMessageType.ConversationItemDone),
            "response.output_audio.delta" => Output(e, RealtimeServerMessageType.OutputAudioDelta, null),
            "response.output_audio_transcript.delta" => Output(e, RealtimeServerMessageType.OutputAudioTranscriptionDelta, "delta"),
            "response.output_audio_transcript.done" => Output(e, RealtimeServerMessageType.OutputAudioTranscriptionDone, "transcript"),
            "response.output_text.delta" => Output(e, RealtimeServerMessageType.OutputTextDelta, "delta"),
            "response.output_text.done" => Output(e, RealtimeServerMessageType.OutputTextDone, "text"),
            "conversation.item.input_audio_transcription.delta" => Transcript(e, RealtimeServerMessageType.InputAudioTranscriptionDelta, "delta"),
            "conversation.item.input_audio_transcription.completed" => Transcript(e, RealtimeServerMessageType.InputAudioTranscriptionCompleted, "transcript"),
            "conversation.item.input_audio_transcription.failed" => Transcript(e, RealtimeServerMessageType.InputAudioTranscriptionFailed, ""),
            _ => new RealtimeServerMessage { Type = RealtimeServerMessageType.RawContentOnly, RawRepresentation = json },
        };
    }

    private static ResponseCreatedRealtimeServerMessage Response(JsonElement e, RealtimeServerMessageType type)
    {
        var response = e.GetProperty("response");
        return new ResponseCreatedRealtimeServerMessage(type)
        {
            ResponseId = Text(response, "id"),
            Status = Text(response, "status"),
            Items = [.. Each(response, "output").Select(ItemOf)],
            Usage = response.TryGetProperty("usage", out var usage) ? UsageOf(usage) : null,
            Error = response.TryGetProperty("status_details", out var details) && details.TryGetProperty("error", out var error)
                ? new ErrorContent(Text(error, "type")) { ErrorCode = Text(error, "code") } : null,
            RawRepresentation = e,
        };
    }

    private static UsageDetails UsageOf(JsonElement usage) => new()
    {
        InputTokenCount = Count(usage, "input_tokens"),
        OutputTokenCount = Count(usage, "output_tokens"),
        InputAudioTokenCount = Count(usage, "input_token_details", "audio_tokens"),
        OutputAudioTokenCount = Count(usage, "output_token_details", "audio_tokens"),
    };

    private static ResponseOutputItemRealtimeServerMessage Item(JsonElement e, RealtimeServerMessageType type) => new(type)
    {
        ResponseId = Text(e, "response_id"),
        Item = ItemOf(e.GetProperty("item")),
        RawRepresentation = e,
    };

    private static RealtimeConversationItem ItemOf(JsonElement item) => Text(item, "type") switch
    {
        "function_call" => new RealtimeConversationItem(
            [new FunctionCallContent(Text(item, "call_id")!, Text(item, "name")!, Text(item, "arguments") is { Length: > 0 } arguments
                ? JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments) : null)],
            Text(item, "id")),
        "function_call_output" => new RealtimeConversationItem([new FunctionResultContent(Text(item, "call_id")!, Text(item, "output"))], Text(item, "id")),
        _ => new RealtimeConversationItem(
            [.. Each(item, "content").Select(static part => Text(part, "text") ?? Text(part, "transcript")).OfType<string>()
                .Select(static text => new TextContent(text))],
            Text(item, "id"),
            Text(item, "role") is { } role ? new ChatRole(role) : null),
    };

    private static OutputTextAudioRealtimeServerMessage Output(JsonElement e, RealtimeServerMessageType type, string? text) => new(type)
    {
        ResponseId = Text(e, "response_id"),
        ItemId = Text(e, "item_id"),
        ContentIndex = 0,
        Text = text is null ? null : Text(e, text),
        RawRepresentation = e,
    };

    private static InputAudioTranscriptionRealtimeServerMessage Transcript(JsonElement e, RealtimeServerMessageType type, string text) => new(type)
    {
        ItemId = Text(e, "item_id"),
        ContentIndex = 0,
        Transcription = Text(e, text),
        Error = e.TryGetProperty("error", out var error) ? new ErrorContent(Text(error, "message")) { ErrorCode = Text(error, "code") } : null,
        RawRepresentation = e,
    };

    private static IEnumerable<JsonElement> Each(JsonElement e, string name) => e.TryGetProperty(name, out var all) ? all.EnumerateArray() : [];

    private static string? Text(JsonElement e, string name) => e.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static long? Count(JsonElement e, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            if (!e.TryGetProperty(name, out e))
            {
                return null;
            }
        }

        return e.GetInt64();
    }
}
