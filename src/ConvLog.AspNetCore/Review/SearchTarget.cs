using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Review;

/// <summary>
/// The entry or turn of a conversation that is a search hit. It is in the query of the review page's address, because the page has parts and only the server
/// knows which one contains it; the browser scrolls to it by the fragment.
/// </summary>
/// <param name="Anchor">Its anchor on the page.</param>
/// <param name="Turn">Its turn; 0 outside of turns.</param>
internal sealed record SearchTarget(string Anchor, int Turn)
{
    /// <summary>The ID of the mark in a turn: a hit has the ID of its turn, but not the ordinal, which anchors of turns use.</summary>
    public const string TurnMark = "hit";

    private const string Parameter = "hit";

    /// <summary>The ID in an address; null for none. Must be read before the list's filters.</summary>
    public static string? FromQuery(HttpRequest request) => request.Query[Parameter] is [{ Length: > 0 } id] ? id : null;

    /// <summary>A query of the list's filters and the hit.</summary>
    public static string Query(string kept, SearchHit hit)
        => $"{kept}{(kept.Length > 0 ? "&" : "")}{Parameter}={Uri.EscapeDataString(hit.EntryId?.ToString("N") ?? hit.TurnId ?? "")}";

    /// <summary>The fragment for it.</summary>
    public static string Fragment(SearchHit hit) => Review.Anchor.Href(hit.EntryId is { } entry ? Review.Anchor.Entry(entry) : TurnMark);

    /// <summary>Finds it in the reader's view; null if it is not there.</summary>
    public static SearchTarget? Find(ConversationView view, string? id)
    {
        if (Guid.TryParseExact(id, "N", out var entry))
        {
            var scopes = view.Turns.Select(static turn => (turn.Ordinal, turn.Entries))
                .Concat(view.AllFunctionEvents.Select(static call => (call.TurnOrdinal, call.Entries)))
                .Append((0, view.Entries));
            foreach (var (turn, entries) in scopes)
            {
                if (entries.Any(known => known.Id == entry))
                {
                    return new SearchTarget(Review.Anchor.Entry(entry), turn);
                }
            }
        }

        return view.Turns.FirstOrDefault(turn => string.Equals(turn.Id, id, StringComparison.Ordinal)) is { } found
            ? new SearchTarget(Review.Anchor.Turn(found.Ordinal), found.Ordinal) : null;
    }
}
