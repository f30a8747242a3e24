using ConvLog.Records;
using ConvLog.Storage.Contract.Problems;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.Storage.InMemory;

/// <summary>The problems of a conversation that are visible to everyone.</summary>
internal static class FirstProblems
{
    public static void Add(FirstProblemFinder finder, string id, StoredConversation conversation)
    {
        foreach (var call in conversation.FunctionEvents)
        {
            finder.AddCall(id, call.Id, call.Name, call.StartedAt.UtcTicks, call.Duration?.Ticks, call.Outcome, call.ErrorType);
        }

        if (conversation.Logged.OfType<EntryRecord>().FirstOrDefault(static entry => entry is { Level: EntryLevel.Error, IsPii: false }) is { } error)
        {
            finder.AddEntry(id, error.Timestamp.UtcTicks, error.Content, error.FunctionEventId);
        }

        if (conversation.Logged.OfType<ApiResponseRecord>().FirstOrDefault(static response => response is { IsProblem: true, IsPii: false }) is { } response)
        {
            finder.AddResponse(id, response.Timestamp.UtcTicks, response.StatusCode, EndpointName.Of(response.Method, response.Url), response.FunctionEventId);
        }

        foreach (var model in ModelCallRecord.CallsOf(conversation.Logged))
        {
            finder.AddModelCall(id, model.Model, model.StartedAt.UtcTicks, model.Duration?.Ticks, model.Outcome);
        }

        foreach (var turn in conversation.Turns.Where(static turn => turn.HasFailed))
        {
            finder.AddTurn(id, turn.StartedAt.UtcTicks, turn.LastAt?.UtcTicks, turn.ErrorType);
        }
    }
}
