namespace ConvLog.Storage;

/// <summary>Conversations in which something came in.</summary>
/// <param name="Conversations">Their ids. Empty does not mean that nothing follows: go on with <paramref name="Next"/>.</param>
/// <param name="Next">The cursor to go on with. Of use for an hour, and only for this store.</param>
/// <param name="IsGap">
/// Whether the cursor that was asked for is older than what is kept, or is not one of this store: something may have come in that nobody can name any more. Read anew what you
/// follow, after this page, and go on with <paramref name="Next"/>.
/// </param>
public sealed record ArrivalPage(IReadOnlyList<string> Conversations, string Next, bool IsGap = false);
