using System.Text.Json;
using ConvLog.Records;

namespace ConvLog.Testing.Assertions;

/// <summary>Returns all texts of a conversation that a reader sees, wherever they occur, including those that an API omits from its responses.</summary>
internal static class VisibleTexts
{
    public static IEnumerable<string> Of(ConversationView view) => Strings(Summary(view.Summary))
        .Concat(Of(view.Attributes))
        .Concat(Logged(view.Entries, view.ApiResponses, view.StateChanges))
        .Concat(view.FunctionEvents.SelectMany(Of))
        .Concat(view.Turns.SelectMany(Of))
        .Concat(view.ModelCalls.SelectMany(Of))
        .Concat(view.Metrics.SelectMany(static metric => Of(metric.Metric)))
        .Concat(Strings(view.Handoffs.SelectMany(static handoff
            => new[] { handoff.FromAgent, handoff.Destination, handoff.Reason, handoff.Explanation?.Text, handoff.Person?.Text })))
        .Concat(Judged(view.Scores, view.Labels))
        .Concat(Strings(view.Notes.SelectMany(static note => new[] { note.Text.Text, note.Author })));

    private static string?[] Summary(ConversationSummaryView summary) =>
    [
        summary.ConversationId, summary.AgentId, summary.AccountId, summary.ProjectId, summary.Channel, summary.VariantId, summary.Language,
        summary.User?.Text, summary.FromNumber?.Text, summary.ToNumber?.Text, summary.Title.Text,
        summary.Handoff?.Destination, summary.Handoff?.Reason, summary.ReadBy, summary.AssignedTo, summary.AssignedBy,
        .. summary.Users.Select(static user => user.User.Text),
        .. summary.Labels,
        .. summary.RatingReasons,
        .. summary.Scores.SelectMany(static score => new[] { score.Name, score.Category }),
    ];

    private static IEnumerable<string> Of(TurnView turn)
    {
        string?[] own = [turn.Id, turn.ContinuesTurnId, turn.UserInput.Text, turn.Author?.Text, turn.Language, turn.AgentResponse.Text, turn.Heard?.Text,
            turn.Streamed?.Text, turn.AnsweredBy?.Text, turn.Error?.Text, turn.ErrorType, turn.FinishReason, turn.Usage?.Model, turn.AgentName,
            turn.WaitsFor?.Name, turn.WaitsFor?.ContinuationToken, .. turn.WaitsFor?.CallIds ?? [], .. turn.Said.Select(static part => part.Text.Text)];
        return Strings(own)
            .Concat(Logged(turn.Entries, turn.ApiResponses, turn.StateChanges))
            .Concat(turn.FunctionEvents.SelectMany(Of))
            .Concat(turn.ModelCalls.SelectMany(Of))
            .Concat(Judged(turn.Scores, turn.Labels))
            .Concat(Strings(turn.Feedback.SelectMany(static feedback => feedback.Reasons.Append(feedback.Comment?.Text))))
            .Concat(Strings(turn.Annotations.SelectMany(static annotation => new[] { annotation.ImprovedAnswer.Text, annotation.Author })));
    }

    private static IEnumerable<string> Of(FunctionEventView call)
    {
        string?[] own = [call.Name, call.CallId, call.ServerName, call.Error?.Text, call.ErrorType, call.Handoff?.Destination, call.Handoff?.Reason,
            call.Approval?.AskedOf, call.Approval?.Rule, call.Approval?.DecidedBy?.Text, call.Approval?.Reason?.Text];
        return Strings(own)
            .Concat(Of(call.Arguments))
            .Concat(call.Result is { } result ? Of(result) : [])
            .Concat(Judged(call.Scores, []))
            .Concat(Logged(call.Entries, call.ApiResponses, call.StateChanges));
    }

    private static IEnumerable<string> Of(ModelCallView call)
    {
        string?[] own = [call.Model, call.Provider, call.Purpose, call.AgentName, call.FinishReason, call.ResponseId, call.Error?.Text, call.ErrorType,
            call.Usage?.Model, call.Parameters?.ResponseFormat, .. call.Parameters?.Tools ?? []];
        var messages = call.Response is { } response ? call.Request.Append(response) : call.Request;
        return Strings(own)
            .Concat(Judged(call.Scores, []))
            .Concat(messages.SelectMany(static message => Strings([message.Text.Text, message.ToolCallId, message.Author, message.Reasoning?.Text])
                .Concat(message.ToolCalls.SelectMany(static tool => Of(tool.Arguments).Append(tool.Name).Append(tool.CallId)))));
    }

    private static IEnumerable<string> Judged(IEnumerable<ScoreView> scores, IEnumerable<LabelView> labels)
        => Strings(scores.SelectMany(static score => new[] { score.Name, score.Value.Category, score.Scorer, score.ScorerVersion, score.Comment?.Text })
            .Concat(labels.SelectMany(static label => new[] { label.Label, label.Author })));

    private static IEnumerable<string> Logged(IEnumerable<EntryView> entries, IEnumerable<ApiResponseView> responses, IEnumerable<StateChangeView> changes)
        => entries.SelectMany(static entry => Of(entry.Fields).Prepend(entry.Content).Prepend(entry.Logger))
            .Concat(responses.SelectMany(static response => Strings([response.Method, response.Url.Text, response.ErrorBody?.Text])
            .Concat(Of(response.Fields))))
            .Concat(changes.SelectMany(static change => Of(change.Variable)));

    private static IEnumerable<string> Of(LogFields fields) => fields.SelectMany(Of);

    private static IEnumerable<string> Of(LogField field)
    {
        var value = field.Value switch
        {
            null => [],
            JsonElement json => Of(json),
            string text => [text],
            _ => [CapturedValues.Text(field)],
        };
        return value.Prepend(field.Key);
    }

    private static IEnumerable<string> Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(static property => Of(property.Value).Prepend(property.Name)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Of),
        JsonValueKind.String => [json.GetString()!],
        _ => [json.GetRawText()],
    };

    private static IEnumerable<string> Strings(IEnumerable<string?> texts) => texts.OfType<string>();
}
