using ConvLog.Privacy;
using ConvLog.Storage.Privacy;

namespace ConvLog.Storage;

/// <content>Filters by scores, metrics, labels, rating reasons and assignment.</content>
public sealed partial record ConversationQuery
{
    /// <summary>
    /// Conversations that have such a score, or a turn or call that has one. Ratings count as the score <c>rating</c>, yes or no, and metrics as scores of
    /// their name.
    /// </summary>
    public ScoreFilter? Score { get; init; }

    /// <summary>Conversations that have such a metric. Personal metrics never match.</summary>
    public ScoreFilter? Metric { get; init; }

    /// <summary>Conversations that have exactly this label, or a turn that has it.</summary>
    public string? Label { get; init; }

    /// <summary>Conversations with a rating that has exactly this reason.</summary>
    public string? Reason { get; init; }

    /// <summary>Conversations assigned to the colleague of this name.</summary>
    public string? AssignedTo { get; init; }

    /// <summary>
    /// Replaces <see cref="AssignedTo"/>: conversations assigned to this reader, under any name the reader had at the time, and conversations assigned to the
    /// reader's name without saying which person of that name is meant.
    /// </summary>
    public Reader? AssignedToReader { get; init; }

    /// <summary>The colleague to filter by: the name, and the <see cref="PersonTag"/> of a reader.</summary>
    internal (string Name, string? Person)? Assignee
        => AssignedToReader is { } reader ? (reader.Name, PersonTag.Of(reader)) : AssignedTo is { } name ? (name, null) : null;

    /// <summary>Whether the conversation is assigned to anyone.</summary>
    public bool? IsAssigned { get; init; }

    /// <summary>Whether a filter needs the table <c>score</c>.</summary>
    internal bool HasScoreFilter => Score is not null || Metric is not null || Label is not null || Reason is not null || Assignee is not null
        || IsAssigned is not null;
}
