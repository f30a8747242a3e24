namespace ConvLog.Storage;

/// <summary>That someone read personal data. Holds none itself.</summary>
public sealed record AccessRecord
{
    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who, as they are shown: <see cref="Privacy.Reader.Name"/>. Two people may share a name.</summary>
    public required string Reader { get; init; }

    /// <summary>
    /// Who, unmistakably: <see cref="Privacy.Reader.Id"/>, such as the subject of a host's user. Null where the caller gave none.
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>How.</summary>
    public required AccessKind Kind { get; init; }

    /// <summary>Which conversation; null for <see cref="AccessKind.Lookup"/> and <see cref="AccessKind.Users"/>.</summary>
    public string? ConversationId { get; init; }

    /// <summary>
    /// Which end user, by the pseudonym that readers without the permission see; null but for <see cref="AccessKind.Users"/>, where each user of the list who
    /// was shown with their ID has a record.
    /// </summary>
    public string? UserPseudonym { get; init; }

    /// <summary>Why, where the reader said so: <see cref="Privacy.Reader.Reason"/>.</summary>
    public string? Reason { get; init; }
}
