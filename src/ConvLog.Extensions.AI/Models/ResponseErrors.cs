using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>What a model answers instead of an answer: that it refuses, which is no failure, or that something went wrong.</summary>
internal static class ResponseErrors
{
    /// <summary>Whether an error is that the model refuses.</summary>
    public static bool IsRefusal(ErrorContent error) => string.Equals(error.ErrorCode, Turn.Refusal, StringComparison.OrdinalIgnoreCase);

    /// <summary>Why the model stopped: some say that they refuse by a content alone.</summary>
    public static string? FinishReason(IEnumerable<ChatMessage> messages, ChatFinishReason? told)
        => ErrorsIn(messages).Any(IsRefusal) ? Turn.Refusal : told?.Value;

    /// <summary>What went wrong, in words; null for nothing.</summary>
    public static string? Error(IEnumerable<ChatMessage> messages)
        => ErrorsIn(messages).FirstOrDefault(static error => !IsRefusal(error)) is not { } error ? null
            : error.Message is { Length: > 0 } message ? message : error.ErrorCode ?? "The model reported an error without a text.";

    private static IEnumerable<ErrorContent> ErrorsIn(IEnumerable<ChatMessage> messages)
        => messages.SelectMany(static message => message.Contents).OfType<ErrorContent>();
}
