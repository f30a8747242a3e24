using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Text;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>The facets of a list.</summary>
/// <param name="Counts">The counts of the list.</param>
/// <param name="All">The facets to show.</param>
internal sealed record ListFacets(ConversationFacets Counts, IReadOnlyList<Facet> All)
{
    /// <summary>The maximum number of conversations that are counted in a longer list; takes about 20 ms.</summary>
    public const int Few = 2_000;

    /// <summary>The size of a list up to which all conversations are counted on request; takes up to a second.</summary>
    private const int MostOnRequest = 100_000;

    /// <summary>The size of a list up to which all conversations are counted; takes about 50 ms, for which the page waits.</summary>
    private const int Most = 10_000;

    private static readonly Kind[] s_kinds =
    [
        new("Function", "function_name", static query => query with { ExactFunctionName = null }, static counts => Values(counts.Functions)),
        new("Problem", "problem", static query => query with { Problems = null }, static counts => ConversationFilters.ProblemWords
            .Where(known => counts.Problems.ContainsKey(known.Kind))
            .Select(known => (known.Word, ProblemText.Short(known.Kind), counts.Problems[known.Kind]))),
        new("Rating", "rating", static query => query with { Rating = null }, static counts =>
            ((string, string, long)[])[("dislike", "Disliked", counts.Disliked), ("like", "Liked", counts.Liked)]),
        new("Agent", "agent", static query => query with { AgentId = null }, static counts => Values(counts.Agents)) { NeedsChoice = true },
        new("Channel", "channel", static query => query with { Channel = null }, static counts => Values(counts.Channels)) { NeedsChoice = true },
        new("Variant", "variant", static query => query with { VariantId = null }, static counts => Values(counts.Variants)) { NeedsChoice = true },
        new("Label", "label", static query => query with { Label = null }, static counts => Values(counts.Labels)),
        new("Assigned to", "assigned", static query => query with { AssignedTo = null, AssignedToReader = null, IsAssigned = null },
            static counts => Values(counts.Assignees)),
    ];

    /// <summary>
    /// Counts the values. A facet that is set also shows its other values, except in a text search, which would have to run again.
    /// </summary>
    /// <param name="lists">The snapshot of the list.</param>
    /// <param name="request">The list.</param>
    /// <param name="total">The number of conversations in the list; null if unknown.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async ValueTask<ListFacets> ReadAsync(ConversationListReader lists, ListRequest request, int? total, CancellationToken cancellationToken)
    {
        var query = request.Query;
        var counts = await CountAsync(query, total).ConfigureAwait(false);
        List<Facet> all = [];
        foreach (var kind in s_kinds)
        {
            bool isSet = request.Address[kind.Parameter] is not null && !request.Unread.ContainsKey(kind.Parameter);
            var counted = isSet && query.Text is null
                ? await CountAsync(kind.Without(query), known: null).ConfigureAwait(false) : counts;
            List<FacetLink> values = [.. kind.Of(counted).Where(static value => value.Count > 0)
                .Select(value => Link(request.Address, kind.Parameter, value) with { IsAtLeast = !counted.IsComplete })];
            if (values.Count > (kind.NeedsChoice && !isSet ? 1 : 0))
            {
                all.Add(new Facet(kind.Label, values));
            }
        }

        return new ListFacets(counts, all);

        // A longer list is counted on request only, because the page would take longer. A text search is not repeated.
        async ValueTask<ConversationFacets> CountAsync(ConversationQuery list, int? known)
        {
            if (request.CountsAll)
            {
                return await lists.CountFacetsAsync(list, MostOnRequest, cancellationToken).ConfigureAwait(false);
            }

            int? most = known ?? (list.Text is null ? await lists.CountAsync(list, Most, cancellationToken).ConfigureAwait(false) : null);
            return await lists.CountFacetsAsync(list, most <= Most ? Most : Few, cancellationToken).ConfigureAwait(false);
        }
    }

    private static FacetLink Link(ListAddress address, string parameter, (string Value, string Label, long Count) value)
    {
        string[] set = address[parameter] is not { } known ? [] : ConversationFilters.IsRepeatable(parameter) ? known.Split(',') : [known];
        bool isSet = set.Contains(value.Value, StringComparer.Ordinal);
        string? changed = ConversationFilters.IsRepeatable(parameter)
            ? string.Join(',', isSet ? set.Where(one => !string.Equals(one, value.Value, StringComparison.Ordinal)) : set.Append(value.Value))
            : isSet ? null : value.Value;
        return new FacetLink(value.Label, value.Count, address.With((parameter, changed is "" ? null : changed)), isSet);
    }

    private static IEnumerable<(string Value, string Label, long Count)> Values(IReadOnlyList<FacetCount> counts)
        => counts.Where(static value => value.Value.Length > 0).Select(static value => (value.Value, Printable.Line(value.Value, 60), value.Conversations));

    private sealed record Kind(string Label, string Parameter, Func<ConversationQuery, ConversationQuery> Without,
        Func<ConversationFacets, IEnumerable<(string Value, string Label, long Count)>> Of)
    {
        /// <summary>Whether the facet is hidden if it has a single value.</summary>
        public bool NeedsChoice { get; init; }
    }
}
