using ConvLog.Records;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Review;

/// <summary>
/// The selection in the address of a review page: a function call, model call, entry or API response, by its ID. It is expanded and highlighted, and its call
/// is shown in the inspector. A permanent link needs nothing else: the server determines the part of the page that contains it.
/// </summary>
/// <param name="Anchor">Its anchor on the page.</param>
/// <param name="Turn">Its turn; 0 outside of turns.</param>
internal sealed record Selection(string Anchor, int Turn)
{
    private const string Parameter = "at";

    /// <summary>The selected function call, or that of the selected entry; null for none.</summary>
    public FunctionEventView? Call { get; private init; }

    /// <summary>The selected model call; null for none.</summary>
    public ModelCallView? Model { get; private init; }

    /// <summary>The selected entry or API response; null for none.</summary>
    public LogRow? Row { get; private init; }

    /// <summary>The time at which it began or was logged.</summary>
    public DateTimeOffset? Time => Row?.Timestamp ?? Call?.StartedAt ?? Model?.StartedAt;

    /// <summary>The ID in an address; null for none. Must be read before the list's filters.</summary>
    public static string? FromQuery(HttpRequest request) => request.Query[Parameter] is [{ Length: > 0 } id] ? id : null;

    /// <summary>A query with the selection at its end.</summary>
    public static string Query(string kept, string id) => $"{kept}{(kept.Length > 0 ? "&" : "")}{Parameter}={Uri.EscapeDataString(id)}";

    /// <summary>Finds it in the reader's view; null if it is not there.</summary>
    public static Selection? Find(ConversationView view, string? id)
    {
        if (id is null)
        {
            return null;
        }

        if (view.AllFunctionEvents.FirstOrDefault(call => string.Equals(call.Id, id, StringComparison.Ordinal)) is { } call)
        {
            return new Selection(Review.Anchor.Event(call.Id), call.TurnOrdinal) { Call = call };
        }

        foreach (var turn in view.Turns)
        {
            if (ModelCalls.Of(turn).FirstOrDefault(model => string.Equals(model.Id, id, StringComparison.Ordinal)) is { } model)
            {
                return new Selection(Review.Anchor.Model(model.Id), turn.Ordinal) { Model = model };
            }
        }

        return Guid.TryParseExact(id, "N", out var entry) ? FindRow(view, entry) : null;
    }

    private static Selection? FindRow(ConversationView view, Guid id)
    {
        var scopes = view.AllFunctionEvents
            .Select(static call => (Call: (FunctionEventView?)call, Turn: call.TurnOrdinal, call.Entries, Responses: call.ApiResponses))
            .Concat(view.Turns.Select(static turn => ((FunctionEventView?)null, turn.Ordinal, turn.Entries, turn.ApiResponses)))
            .Append((null, 0, view.Entries, view.ApiResponses));
        foreach (var (call, turn, entries, responses) in scopes)
        {
            var row = LogRow.Of(entries, responses).Where(row => row.Id == id).Select(static row => (LogRow?)row).FirstOrDefault();
            if (row is not null)
            {
                return new Selection(Review.Anchor.Entry(id), turn) { Call = call, Row = row };
            }
        }

        return null;
    }
}
