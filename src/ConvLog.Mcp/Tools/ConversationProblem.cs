using System.Globalization;
using ConvLog.Records;

namespace ConvLog.Mcp.Tools;

/// <summary>A problem in a conversation.</summary>
/// <param name="Turn">The number of the turn; null outside a turn.</param>
/// <param name="Kind">The kind, as named by the filter <c>problem</c>.</param>
/// <param name="Id">Its ID in the conversation.</param>
/// <param name="At">When it happened or began.</param>
/// <param name="Description">What went wrong, limited to what its reader may see.</param>
internal sealed record ConversationProblem(int? Turn, string Kind, string Id, DateTimeOffset At, string Description)
{
    /// <summary>The problems of a conversation, in order of time.</summary>
    public static IEnumerable<ConversationProblem> Of(ConversationView conversation)
        => conversation.Turns.SelectMany(Of)
            .Concat(conversation.FunctionEvents.SelectMany(static call => Of(turn: null, call)))
            .Concat(conversation.ModelCalls.SelectMany(static call => Of(turn: null, call)))
            .Concat(Of(turn: null, conversation.Entries, conversation.ApiResponses))
            .OrderBy(static problem => problem.At);

    private static IEnumerable<ConversationProblem> Of(TurnView turn)
    {
        IEnumerable<ConversationProblem> own = turn.HasFailed
            ? [new(turn.Ordinal, "turn", turn.Id, turn.StartedAt, $"The turn failed{Cause(turn.ErrorType, turn.Error)}")] : [];
        return own.Concat(turn.FunctionEvents.SelectMany(call => Of(turn.Ordinal, call)))
            .Concat(turn.ModelCalls.SelectMany(call => Of(turn.Ordinal, call)))
            .Concat(Of(turn.Ordinal, turn.Entries, turn.ApiResponses));
    }

    private static IEnumerable<ConversationProblem> Of(int? turn, FunctionEventView call)
    {
        if (call.IsProblem)
        {
            yield return new(turn, "function", call.Id, call.StartedAt, $"{call.Name} {OutcomeText(call.Outcome!.Value)}{Cause(call.ErrorType, call.Error)}");
        }

        if (!call.Losses.IsEmpty)
        {
            yield return new(turn, "loss", call.Id, call.StartedAt, $"{call.Name} lost entries, or parts of them, to limits");
        }

        foreach (var problem in Of(turn, call.Entries, call.ApiResponses))
        {
            yield return problem;
        }
    }

    private static IEnumerable<ConversationProblem> Of(int? turn, ModelCallView call)
        => call.IsProblem ? [new(turn, "model", call.Id, call.StartedAt,
            $"{call.Model} {OutcomeText(call.Outcome!.Value)}{Cause(call.ErrorType, call.Error)}")] : [];

    private static IEnumerable<ConversationProblem> Of(int? turn, IReadOnlyList<EntryView> entries, IReadOnlyList<ApiResponseView> responses)
        => entries.Where(static entry => entry.Level == EntryLevel.Error)
            .Select(entry => new ConversationProblem(turn, "entry", entry.Id.ToString(), entry.Timestamp, entry.Content))
            .Concat(responses.Where(static response => response.IsProblem)
                .Select(response => new ConversationProblem(turn, "api", response.Id.ToString(), response.Timestamp, TextOf(response))));

    private static string TextOf(ApiResponseView response) => string.Create(
        CultureInfo.InvariantCulture, $"{response.Method} {response.Url} {response.StatusCode}{Cause(type: null, response.ErrorBody)}");

    private static string OutcomeText(FunctionOutcome outcome) => outcome == FunctionOutcome.Abandoned ? "was abandoned" : "failed";

    private static string Cause(string? type, VisibleText? error)
        => string.Concat(type is null ? "" : $": {type}", error is { IsEmpty: false } text ? $": {text}" : "");
}
