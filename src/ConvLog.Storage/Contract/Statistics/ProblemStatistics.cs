using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>
/// The number of conversations with problems, by kind, among those with a turn in the period. Each number equals the length of the list that
/// <see cref="ConversationQuery"/> gives for the same reader with <see cref="ConversationQuery.TurnFrom"/>, <see cref="ConversationQuery.TurnTo"/>,
/// <see cref="ConversationQuery.HasProblem"/> and <see cref="ConversationQuery.Problems"/>.
/// </summary>
public sealed record ProblemStatistics
{
    /// <summary>The conversations with a turn in the period.</summary>
    public required long Conversations { get; init; }

    /// <summary>Those of them with a problem of any kind.</summary>
    public required long WithProblem { get; init; }

    /// <summary>Those with a problem of each kind. A conversation may have several kinds.</summary>
    public required IReadOnlyDictionary<ProblemKinds, long> ByKind { get; init; }
}
