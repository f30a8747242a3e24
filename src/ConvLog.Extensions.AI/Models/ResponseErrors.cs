using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>Responses without an answer: a refusal of the model, which is not a failure, or an error.</summary>
internal static class ResponseErrors
{
    /// <summary>Whether an error is a refusal of the model.</summary>
    public static bool IsRefusal(ErrorContent error) => string.Equals(error.ErrorCode, Turn.Refusal, StringComparison.OrdinalIgnoreCase);

    /// <summary>Why the model stopped; some models report a refusal only as content.</summary>
    public static string? FinishReason(IEnumerable<ChatMessage> messages, ChatFinishReason? told)
        => ErrorsIn(messages).Any(IsRefusal) ? Turn.Refusal : told?.Value;

    /// <summary>The error message; null for none.</summary>
    public static string? Error(IEnumerable<ChatMessage> messages)
        => ErrorsIn(messages).FirstOrDefault(static error => !IsRefusal(error)) is not { } error ? null
            : error.Message is { Length: > 0 } message ? message : error.ErrorCode ?? "The model reported an error without a text.";

    private static IEnumerable<ErrorContent> ErrorsIn(IEnumerable<ChatMessage> messages)
        => messages.SelectMany(static message => message.Contents).OfType<ErrorContent>();
}
