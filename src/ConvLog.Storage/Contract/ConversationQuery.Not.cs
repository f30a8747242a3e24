namespace ConvLog.Storage;

/// <content>Filters that must not hold.</content>
public sealed partial record ConversationQuery
{
    /// <summary>
    /// Leaves out what its filters find, each of them alone: with an agent and a channel, the conversations of that agent and those of that channel. What the
    /// query asks for besides filters, such as its order, does not matter.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// It has a filter other than those of agent, account, project, environment, channel, variant, language, direction, handoff reason, turn outcome, cancel
    /// reason, model, provider, problems, function, outcome, error type, status of an API response, level, score, metric, label and reason. For most others,
    /// the opposite can be asked for: false instead of true, a maximum instead of a minimum.
    /// </exception>
    public ConversationQuery? Not { get; init => field = Negatable(value); }

    /// <summary>The filters of <see cref="Not"/>, and for each a query with that filter alone.</summary>
    internal IEnumerable<(QueryFilter Filter, ConversationQuery Alone)> Excluded => Not is not { } not
        ? []
        : from filter in QueryFilters.All
          where filter.Alone is not null && filter.Given(not) is not null
          select (filter, filter.Alone!(not) with { IdleSince = IdleSince });

    private static ConversationQuery? Negatable(ConversationQuery? query)
    {
        var unable = query is null ? null : QueryFilters.All.FirstOrDefault(filter => filter.Alone is null && filter.IsGiven(query));
        return unable is null
            ? query
            : throw new ArgumentException(
                $"The filter {unable.Name} cannot be negated. Ask for the opposite: false instead of true, a maximum instead of a minimum.", nameof(query));
    }
}
