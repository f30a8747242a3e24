using ConvLog.Entries;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>Converts examined calls to those that lists show.</summary>
internal static class StoredCalls
{
    /// <param name="conversation">The conversation with its calls and API responses.</param>
    /// <param name="inputs">The shown user input of its turns.</param>
    public static IEnumerable<StoredCall> Of(ExaminedConversation conversation, IReadOnlyDictionary<string, string> inputs)
        => conversation.Calls.Select(call => new StoredCall
        {
            ConversationId = conversation.Id,
            CallId = call.Id,
            StartedAt = call.StartedAt.ToUniversalTime(),
            Duration = call.Duration,
            Outcome = call.Outcome,
            ErrorType = call.ErrorType,
            StatusCodes = call.StatusCode is { } status ? [status] : [.. conversation.Responses
                .Where(response => string.Equals(response.CallId, call.Id, StringComparison.Ordinal))
                .Select(static response => response.StatusCode)],
            Approval = call.Approval,
            UserInput = call.TurnId is not null && inputs.TryGetValue(call.TurnId, out string? input) ? TextRules.WithoutLoneSurrogates(input) : null,
        });
}
