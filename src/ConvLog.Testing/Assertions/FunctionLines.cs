using System.Globalization;

namespace ConvLog.Testing.Assertions;

/// <summary>Function events and API responses as lines of an assertion's message.</summary>
internal static class FunctionLines
{
    public static string List(IReadOnlyList<FunctionEvent> calls)
        => calls.Count == 0 ? "No function was called." : string.Concat("Called were:", string.Concat(calls.Select(static call => "\n  " + Line(call))));

    public static string List(IReadOnlyList<ApiResponseEntry> responses)
        => responses.Count == 0
            ? "No API response was logged." : string.Concat("Logged were:", string.Concat(responses.Select(static response => "\n  " + Line(response))));

    public static string Verb(FunctionOutcome? outcome) => outcome switch
    {
        FunctionOutcome.Completed => "completed",
        FunctionOutcome.Failed => "failed",
        FunctionOutcome.Abandoned => "was abandoned",
        FunctionOutcome.Canceled => "was canceled",
        FunctionOutcome.Declined => "was declined",
        _ => "runs",
    };

    /// <summary>How a call ended, as a sentence.</summary>
    public static string Ending(FunctionEvent call)
        => $"It {Verb(call.Outcome)}{(call.ErrorType is null ? "" : $" with {call.ErrorType}")}.";

    public static string Line(FunctionEvent call)
    {
        string error = call.ErrorType is null ? "" : $" with {call.ErrorType}";
        return $"{EntryLines.Location(call, call.Turn)}  {Verb(call.Outcome)}{error}  {EntryLines.Number(call.Entries.Count)}";
    }

    public static string Line(ApiResponseEntry response) => string.Create(
        CultureInfo.InvariantCulture,
        $"{EntryLines.Location(response.FunctionEvent, response.Turn)}  {response.Method} {response.Url} {response.StatusCode}{(response.IsPii ? "  [pii]" : "")}");
}
