using ConvLog.Storage.Contract;

namespace ConvLog.Storage;

/// <content>Negated filters.</content>
public sealed partial record ConversationQuery
{
    /// <summary>
    /// Excludes the conversations that any of its filters matches, each filter on its own: with an agent and a channel, the conversations of that agent and
    /// those of that channel. Properties other than filters, such as the sort order, are ignored.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// It has a filter other than those of agent, account, project, environment, channel, variant, language, direction, handoff reason, turn outcome, cancel
    /// reason, model, provider, problems, function, outcome, error type, status of an API response, level, score, metric, label, reason and assignee. For most
    /// others, use the opposite: false instead of true, a maximum instead of a minimum.
    /// </exception>
    public ConversationQuery? Not { get; init => field = Negatable(value); }

    /// <summary>The filters of <see cref="Not"/>, and for each a query with that filter alone.</summary>
    internal IEnumerable<(QueryFilter Filter, ConversationQuery Alone)> Excluded => Not is not { } not
        ? []
        : from filter in QueryFilters.All
          where filter.CreateQuery is not null && filter.GetValue(not) is not null
          select (filter, filter.CreateQuery!(not) with { IdleSince = IdleSince });

    private static ConversationQuery? Negatable(ConversationQuery? query)
    {
        var unable = query is null ? null : QueryFilters.All.FirstOrDefault(filter => filter.CreateQuery is null && filter.IsSet(query));
        return unable is null
            ? query
            : throw new ArgumentException(
                $"The filter {unable.Name} cannot be negated. Ask for the opposite: false instead of true, a maximum instead of a minimum.", nameof(query));
    }
}
