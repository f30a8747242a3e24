using ConvLog.Privacy;

namespace ConvLog.Storage;

/// <content>Filters by what people, code and models thought of a conversation, and to whom it is assigned.</content>
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

    /// <summary>Only those assigned to the colleague of this name.</summary>
    public string? AssignedTo { get; init; }

    /// <summary>
    /// In place of <see cref="AssignedTo"/>: only those assigned to this reader, whatever their name was then, and those assigned to their name by somebody who
    /// did not say which person of that name is meant.
    /// </summary>
    public Reader? AssignedToReader { get; init; }

    /// <summary>The colleague who is asked for: the name, and the <see cref="PersonTag"/> of a reader.</summary>
    internal (string Name, string? Person)? Assignee
        => AssignedToReader is { } reader ? (reader.Name, PersonTag.Of(reader)) : AssignedTo is { } name ? (name, null) : null;

    /// <summary>Whether they are assigned to anybody.</summary>
    public bool? IsAssigned { get; init; }

    /// <summary>Whether it looks at table <c>score</c>.</summary>
    internal bool AsksForScore => Score is not null || Metric is not null || Label is not null || Reason is not null || Assignee is not null
        || IsAssigned is not null;
}
