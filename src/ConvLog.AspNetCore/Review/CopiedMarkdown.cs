using System.Globalization;
using System.Text;
using ConvLog.AspNetCore.Text;
using ConvLog.Records;

namespace ConvLog.AspNetCore.Review;

/// <summary>
/// A conversation, call or entry as Markdown. Logged text is in code spans, so that an issue tracker neither loads images nor notifies people that it
/// contains.
/// </summary>
internal static class CopiedMarkdown
{
    private const int LongestText = 2_000;

    /// <param name="view">The conversation.</param>
    /// <param name="selected">The call or entry; null for the whole conversation.</param>
    /// <param name="address">The address of its page.</param>
    public static string Of(ConversationView view, Selection? selected, string address)
    {
        var text = new StringBuilder();
        Line(text, $"### {Title(view, selected)}");
        Line(text, "");
        Line(text, $"- Link: <{address}>");
        string started = ShownTime.Machine(view.Summary.StartedAt);
        Line(text, $"- Conversation: {Code(view.Summary.ConversationId)}, agent {Code(view.Summary.AgentId ?? "")}, started {started}");
        Line(text, "- Personal data is redacted.");
        switch (selected)
        {
            case { Row: { } row }: AppendRow(text, row, start: null, ""); break;
            case { Call: { } call }: AppendCall(text, call, ""); break;
            case { Model: { } model }: Line(text, $"- {ModelLine(model)}"); break;
            default: AppendTurns(text, view); break;
        }

        return text.ToString();
    }

    private static string Title(ConversationView view, Selection? selected) => selected switch
    {
        { Row: not null, Call: { } call } => $"Log entry in {Code(call.Name)}{InTurn(selected.Turn)}",
        { Row: not null } => $"Log entry{InTurn(selected.Turn)}",
        { Call: { } call } => $"{Code(call.Name)} {Outcome(call.Outcome, call.CancelReason)}{InTurn(selected.Turn)}",
        { Model: { } model } => $"Model call {Code(model.Model)} {Outcome(model.Outcome, model.CancelReason)}{InTurn(selected.Turn)}",
        _ => $"Conversation {Code(view.Summary.ConversationId)}",
    };

    private static void AppendTurns(StringBuilder text, ConversationView view)
    {
        foreach (var turn in view.Turns)
        {
            Line(text, "");
            Line(text, $"#### Turn {turn.Ordinal.ToString(CultureInfo.InvariantCulture)}");
            Line(text, "");
            AppendUtterance(text, "User", turn.UserInput);
            AppendUtterance(text, turn.IsAnsweredByPerson ? "Person" : "Agent", turn.AgentResponse);
            if (turn.HasFailed)
            {
                Line(text, $"- Failed{(turn.ErrorType is { } type ? $": {Code(type)}" : "")}");
            }

            if (turn.Outcome == TurnOutcome.Canceled)
            {
                Line(text, $"- {CancelReasonText.Title(turn.CancelReason)}");
            }

            if (turn.Outcome == TurnOutcome.Waiting)
            {
                Line(text, $"- {WaitText.Title(turn.WaitsFor)}{(turn.WaitsFor?.Name is { } name ? $": {Code(name)}" : "")}");
            }

            foreach (var model in ModelCalls.Of(turn))
            {
                Line(text, $"- {ModelLine(model)}");
            }

            foreach (var call in turn.FunctionEvents)
            {
                AppendCall(text, call, "");
            }

            AppendRows(text, turn.Entries, turn.ApiResponses, turn.StartedAt, "");
        }

        AppendUnassigned(text, view);
    }

    private static void AppendUnassigned(StringBuilder text, ConversationView view)
    {
        if (view.FunctionEvents.Count + view.Entries.Count + view.ApiResponses.Count == 0)
        {
            return;
        }

        Line(text, "");
        Line(text, "#### Outside turns");
        Line(text, "");
        foreach (var call in view.FunctionEvents)
        {
            AppendCall(text, call, "");
        }

        AppendRows(text, view.Entries, view.ApiResponses, start: null, "");
    }

    private static void AppendCall(StringBuilder text, FunctionEventView call, string indent)
    {
        string took = call.Duration is { } duration ? $" after {ShownDuration.Exact(duration)}" : "";
        string error = call.ErrorType is { } type ? $": {Code(type)}" : "";
        Line(text, $"{indent}- Function {Code(call.Name)} {Outcome(call.Outcome, call.CancelReason)}{took}{error}");
        if (call.Arguments.Count > 0)
        {
            Line(text, $"{indent}  - Arguments: {Fields(call.Arguments)}");
        }

        AppendRows(text, call.Entries, call.ApiResponses, call.StartedAt, indent + "  ");
    }

    private static void AppendRows(StringBuilder text, IReadOnlyList<EntryView> entries, IReadOnlyList<ApiResponseView> responses, DateTimeOffset? start,
        string indent)
    {
        foreach (var row in LogRow.Of(entries, responses))
        {
            AppendRow(text, row, start, indent);
        }
    }

    private static void AppendRow(StringBuilder text, LogRow row, DateTimeOffset? start, string indent)
    {
        string at = start is { } from ? ShownDuration.Since(from, row.Timestamp) : ShownTime.Machine(row.Timestamp);
        if (row.Entry is { } entry)
        {
            string fields = entry.Fields.Count > 0 ? $" ({Fields(entry.Fields)})" : "";
            Line(text, $"{indent}- {at} {entry.Level.ToString().ToLowerInvariant()}: {Code(entry.Content)}{fields}");
        }
        else if (row.Response is { } response)
        {
            string status = response.StatusCode == 0 ? "no response" : response.StatusCode.ToString(CultureInfo.InvariantCulture);
            string body = response.ErrorBody is { } error ? $", error body {Code(error.ToString())}" : "";
            Line(text, $"{indent}- {at} API: {Code($"{response.Method} {response.Url}")} {status} in {ShownDuration.Exact(response.Elapsed)}{body}");
        }
    }

    private static string ModelLine(ModelCallView model)
        => $"Model call {Code(model.Model)} {Outcome(model.Outcome, model.CancelReason)}"
            + (model.Duration is { } duration ? $" after {ShownDuration.Exact(duration)}" : "")
            + (model.ErrorType is { } type ? $": {Code(type)}" : "");

    private static void AppendUtterance(StringBuilder text, string who, VisibleText words)
    {
        if (!words.IsEmpty)
        {
            Line(text, $"- {who}: {Code(words.ToString())}");
        }
    }

    private static string Fields(IEnumerable<LogField> fields)
        => string.Join(", ", fields.Select(static field => Code($"{field.Key}: {Shown(field)}")));

    // The view is redacted: a personal value is its mask.
    private static string? Shown(LogField field) => field.IsPii ? field.Value as string ?? field.Shown : DisplayedValue.Of(field).Text;

    private static string InTurn(int turn) => turn > 0 ? $", turn {turn.ToString(CultureInfo.InvariantCulture)}" : "";

    private static string Outcome(FunctionOutcome? outcome, CancelReason? reason) => outcome switch
    {
        FunctionOutcome.Completed => "completed",
        FunctionOutcome.Failed => "failed",
        FunctionOutcome.Canceled => CancelReasonText.Title(reason).ToLowerInvariant(),
        FunctionOutcome.Abandoned => "abandoned",
        FunctionOutcome.Declined => "declined",
        _ => "running",
    };

    // The fence must be longer than any in the text. A space separates it from backticks of the text.
    private static string Code(string text)
    {
        string line = Printable.Line(text, LongestText);
        int longest = 0;
        int run = 0;
        foreach (char c in line)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        string fence = new('`', longest + 1);
        string space = longest > 0 || line.Length == 0 ? " " : "";
        return $"{fence}{space}{line}{space}{fence}";
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
