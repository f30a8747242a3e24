using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>Reads a page of the list with its counts, problems and search hits from one snapshot.</summary>
internal static class ListingReading
{
    private const int MostHits = 1_000;

    /// <summary>Reads a page.</summary>
    /// <param name="lists">The snapshot.</param>
    /// <param name="page">The page.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The page, and the address of the only thing that the search text names, to go there instead; null if there is none.</returns>
    public static async ValueTask<(ConversationListing Listing, string? Only)> ReadAsync(ConversationListReader lists, ConsolePage page, ListRequest request,
        CancellationToken cancellationToken)
    {
        var query = request.Query with { Limit = ConversationListing.PageSize, CountTotal = true, MostCounted = ConversationListing.MostCounted };
        var part = await lists.ListAsync(query, request.Cursor, cancellationToken).ConfigureAwait(false);
        var (hits, named) = await SearchAsync(lists, query, part, cancellationToken).ConfigureAwait(false);
        var listing = new ConversationListing(request, part, hits, named, Agents: []);
        if (NamedAddress.Of(page.Paths, request, part, named) is { } only)
        {
            return (listing, only);
        }

        var problems = (await lists.FindFirstProblemsAsync(part.Conversations, cancellationToken).ConfigureAwait(false))
            .ToDictionary(static problem => problem.ConversationId, StringComparer.Ordinal);
        var rest = part.Conversations.Where(one => !hits.ContainsKey(one.ConversationId) && !problems.ContainsKey(one.ConversationId)).ToList();
        var answers = await lists.FindLastAnswersAsync(rest, cancellationToken).ConfigureAwait(false);
        return (listing with
        {
            Agents = await AgentsAsync(lists, query.AgentId, cancellationToken).ConfigureAwait(false),
            Facets = page.Has(StoreCapabilities.Facets)
                ? await ListFacets.ReadAsync(lists, request, part.Total, cancellationToken).ConfigureAwait(false) : null,
            Problems = problems,
            Answers = answers.ToDictionary(static answer => answer.ConversationId, static answer => answer.Text, StringComparer.Ordinal),
        }, Only: null);
    }

    // If there are more hits than the limit, some conversations on the page show none.
    private static async ValueTask<(Dictionary<string, (SearchHit Latest, int Count)> Hits, IReadOnlyList<NamedConversation> Named)> SearchAsync(
        ConversationListReader lists, ConversationQuery query, ConversationPage page, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, (SearchHit Latest, int Count)>(StringComparer.Ordinal);
        if (query.Text is not { } text)
        {
            return (found, []);
        }

        // A conversation that is active in the period may contain messages from before it.
        var from = page.Conversations.Select(static conversation => (DateTimeOffset?)conversation.StartedAt).Append(page.SearchedFrom).Min();
        var search = new SearchQuery { Text = text, AgentId = query.AgentId, Environment = query.Environment, Channel = query.Channel, From = from,
            Limit = MostHits };
        var results = await lists.SearchAsync(search, cancellationToken).ConfigureAwait(false);
        foreach (var hit in results.Hits)
        {
            found[hit.ConversationId] = found.TryGetValue(hit.ConversationId, out var known) ? (known.Latest, known.Count + 1) : (hit, 1);
        }

        // IDs and names are found at any time, unless a time is set.
        if (query.From is null && from is not null)
        {
            results = await lists.SearchAsync(search with { From = null, Limit = 1 }, cancellationToken).ConfigureAwait(false);
        }

        return (found, results.Named);
    }

    private static async ValueTask<IReadOnlyList<string>> AgentsAsync(ConversationListReader lists, string? chosen, CancellationToken cancellationToken)
    {
        var agents = await lists.ListAgentsAsync(cancellationToken).ConfigureAwait(false);
        return [.. (chosen is null ? agents : agents.Append(chosen)).Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase)];
    }
}
