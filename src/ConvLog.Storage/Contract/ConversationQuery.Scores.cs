namespace ConvLog.Storage;

/// <content>Filters by what people, code and models thought of a conversation.</content>
public sealed partial record ConversationQuery
{
    /// <summary>
    /// The conversation, a turn or a call has such a score. Ratings count as the score <c>rating</c>, yes or no, and metrics as scores of their name.
    /// </summary>
    public ScoreFilter? Score { get; init; }

    /// <summary>The conversation has such a metric. Metrics that are personal never match.</summary>
    public ScoreFilter? Metric { get; init; }

    /// <summary>The conversation or a turn has this label, exactly.</summary>
    public string? Label { get; init; }

    /// <summary>A rating has this reason, exactly.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it looks at table <c>score</c>.</summary>
    internal bool AsksForScore => Score is not null || Metric is not null || Label is not null || Reason is not null || Assignee is not null
        || IsAssigned is not null;
}
