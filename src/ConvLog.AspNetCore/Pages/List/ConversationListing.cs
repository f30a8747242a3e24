using ConvLog.AspNetCore.Pages.Views;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>A part of the list of conversations.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Page">The part and the total.</param>
/// <param name="Hits">What was found of the searched text, by conversation: the latest hit and how many there are.</param>
/// <param name="Named">What the searched text names: the one conversation of this id, and whether there are calls of such a function, and such a user.</param>
/// <param name="Agents">The agents to choose from.</param>
internal sealed record ConversationListing(ListRequest Request, ConversationPage Page, IReadOnlyDictionary<string, (SearchHit Latest, int Count)> Hits,
    IReadOnlyList<NamedConversation> Named, IReadOnlyList<string> Agents)
{
    public const int PageSize = 50;

    /// <summary>The facets beside the list; null if none are counted.</summary>
    public ListFacets? Facets { get; init; }

    /// <summary>The saved views of the reader.</summary>
    public ViewSet Views { get; init; } = ViewSet.None;

    /// <summary>What went wrong first, by conversation.</summary>
    public IReadOnlyDictionary<string, FirstProblem> Problems { get; init; } = new Dictionary<string, FirstProblem>(StringComparer.Ordinal);

    /// <summary>What arrived in the host without a conversation, as far as the reader may know.</summary>
    public UnloggedCounts Unlogged { get; init; } = new();

    /// <summary>The result of an action on selected conversations; null if there was none.</summary>
    public SelectedRowsResult? Result { get; init; }

    /// <summary>How many conversations a store may look at to count a list: it takes 0.1 s at most.</summary>
    public const int MostCounted = 10_000;

    /// <summary>The names that are suggested where conversations are assigned.</summary>
    /// <param name="reader">The reader's own, which comes first.</param>
    public IEnumerable<string> Colleagues(string? reader)
        => Page.Conversations.SelectMany(static conversation => (string?[])[conversation.AssignedTo, conversation.ReadBy])
            .Concat(Facets?.Counts.Assignees.Select(static name => name.Value) ?? []).Prepend(reader)
            .Where(static name => name is { Length: > 0 and <= SelectedRows.LongestLabel }).Select(static name => name!).Distinct(StringComparer.Ordinal);

    public ListAddress Address => Request.Address;

    public int First => Page.Conversations.Count == 0 ? 0 : ((Request.Number - 1) * PageSize) + 1;

    public int Last => Page.Conversations.Count == 0 ? 0 : First + Page.Conversations.Count - 1;

    /// <summary>How many there are on all pages; null where to count them takes too long.</summary>
    public int? Total => Page.Total ?? (Next is null && !HasGaps ? Last : null);

    /// <summary>Whether this page is not full though another follows, or one before it may not have been: what is on it has no number then.</summary>
    public bool HasGaps => (Next is not null && Page.Conversations.Count < PageSize) || (Newest is not null && Page.Total is null);

    /// <summary>
    /// The place of a conversation of this page in a view or filtered list, to work through it; null in the whole list, and where what is on the page has no
    /// number.
    /// </summary>
    /// <param name="index">Which one of this page, from 0.</param>
    public QueuePlace? PlaceOf(int index)
        => HasGaps || !(Address.IsFiltered || Views.Of(Address) is not null) ? null : new QueuePlace(First + index, Total ?? 0);

    /// <summary>The first page, where this is not it.</summary>
    public string? Newest => Request.Cursor is null ? null : Address.With();

    /// <summary>The page that follows.</summary>
    public string? Next => Page.Next is { } cursor ? Address.At(cursor, Request.Number + 1, Request.Query.From) : null;
}
