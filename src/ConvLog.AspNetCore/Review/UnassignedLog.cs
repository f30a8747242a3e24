using ConvLog.Records;

namespace ConvLog.AspNetCore.Review;

/// <summary>The calls, entries and responses outside of turns, before the first one or after it.</summary>
internal sealed record UnassignedLog(
    string Anchor,
    string Title,
    IReadOnlyList<FunctionEventView> Calls,
    IReadOnlyList<EntryView> Entries,
    IReadOnlyList<ApiResponseView> Responses,
    IReadOnlyList<StateChangeView> Changes)
{
    public bool IsEmpty => Calls.Count == 0 && Entries.Count == 0 && Responses.Count == 0 && Changes.Count == 0;

    public IEnumerable<string> Problems
        => Review.Problems.Of(Waterfall.Of(this)).Concat(Review.Problems.Of(Entries, Responses));

    public static UnassignedLog Of(ConversationView view, string anchor, string title, Func<DateTimeOffset, bool> isHere) => new(
        anchor,
        title,
        [.. view.FunctionEvents.Where(call => isHere(call.StartedAt))],
        [.. view.Entries.Where(entry => isHere(entry.Timestamp))],
        [.. view.ApiResponses.Where(response => isHere(response.Timestamp))],
        [.. view.StateChanges.Where(change => isHere(change.Timestamp))]);
}
