using ConvLog.AspNetCore.Pages.Views;
using ConvLog.AspNetCore.Text;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>A page of the list of conversations.</summary>
/// <param name="Request">The request.</param>
/// <param name="Page">The conversations and the total.</param>
/// <param name="Hits">The search hits by conversation: the latest hit and the number of hits.</param>
/// <param name="Named">The object that the search text names: a conversation by its ID, a function with calls, or a user.</param>
/// <param name="Agents">The available agents.</param>
internal sealed record ConversationListing(ListRequest Request, ConversationPage Page, IReadOnlyDictionary<string, (SearchHit Latest, int Count)> Hits,
    IReadOnlyList<NamedConversation> Named, IReadOnlyList<string> Agents)
{
    public const int PageSize = 50;

    /// <summary>The facets next to the list; null if they are not counted.</summary>
    public ListFacets? Facets { get; init; }

    /// <summary>The saved views of the reader.</summary>
    public ViewSet Views { get; init; } = ViewSet.None;

    /// <summary>The first problem, by conversation.</summary>
    public IReadOnlyDictionary<string, FirstProblem> Problems { get; init; } = new Dictionary<string, FirstProblem>(StringComparer.Ordinal);

    /// <summary>The last answer of conversations whose row shows neither a search hit nor a problem, by conversation.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Data that the host received without a conversation, as far as the reader can know of it.</summary>
    public UnloggedCounts Unlogged { get; init; } = new();

    /// <summary>The number of decimals of all costs on the page.</summary>
    public int CostDecimals { get; }
        = Page.Conversations.Select(static one => one.Cost).OfType<decimal>().Select(ShownNumber.DecimalsOf).DefaultIfEmpty().Max();

    /// <summary>The result of an action on selected conversations; null if there was none.</summary>
    public SelectedRowsResult? Result { get; init; }

    /// <summary>The maximum number of conversations that are examined to count a list, for 0.1 s at most.</summary>
    public const int MostCounted = 10_000;

    /// <summary>The names that are suggested for assignments.</summary>
    /// <param name="reader">The reader's own name, which comes first.</param>
    public IEnumerable<string> SuggestedAssignees(string? reader)
        => Page.Conversations.SelectMany(static conversation => (string?[])[conversation.AssignedTo, conversation.ReadBy])
            .Concat(Facets?.Counts.Assignees.Select(static name => name.Value) ?? []).Prepend(reader)
            .Where(static name => name is { Length: > 0 and <= SelectedRows.LongestLabel }).Select(static name => name!).Distinct(StringComparer.Ordinal);

    public ListAddress Address => Request.Address;

    /// <summary>Whether the conversations can have different agents, so that each row names its own.</summary>
    public bool HasSeveralAgents => Agents.Count > 1 && Request.Query.AgentId is null;

    public int First => Page.Conversations.Count == 0 ? 0 : ((Request.Number - 1) * PageSize) + 1;

    public int Last => Page.Conversations.Count == 0 ? 0 : First + Page.Conversations.Count - 1;

    /// <summary>The number of conversations on all pages; null if counting takes too long.</summary>
    public int? Total => Page.Total ?? (Next is null && !HasGaps ? Last : null);

    /// <summary>Whether this page or an earlier one is not full although another follows, so that its conversations cannot be numbered.</summary>
    public bool HasGaps => (Next is not null && Page.Conversations.Count < PageSize) || (Newest is not null && Page.Total is null);

    /// <summary>
    /// The position of a conversation in a view or filtered list, for working through it; null in the whole list, and if the conversations of the page cannot
    /// be numbered.
    /// </summary>
    /// <param name="index">The index of the conversation on this page, from 0.</param>
    public QueuePosition? QueuePositionOf(int index)
        => HasGaps || !(Address.IsFiltered || Views.Of(Address) is not null) ? null : new QueuePosition(First + index, Total ?? 0);

    /// <summary>The address of the first page; null on that page.</summary>
    public string? Newest => Request.Cursor is null ? null : Address.With();

    /// <summary>The address of the next page; null for none.</summary>
    public string? Next => Page.Next is { } cursor ? Address.At(cursor, Request.Number + 1, Request.Query.From) : null;
}
