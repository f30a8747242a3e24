namespace ConvLog.Storage;

/// <summary>A record of an access to personal data. Contains no personal data of end users.</summary>
public sealed record AccessRecord
{
    /// <summary>When the data was read, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The display name of the reader: <see cref="ConvLog.Privacy.Reader.Name"/>. Two people may share a name.</summary>
    public required string Reader { get; init; }

    /// <summary>
    /// The unique ID of the reader: <see cref="ConvLog.Privacy.Reader.Id"/>, such as the subject of the host's user. Null if the caller gave none.
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>How the data was read.</summary>
    public required AccessKind Kind { get; init; }

    /// <summary>The conversation; null for <see cref="AccessKind.Users"/>, and for a <see cref="AccessKind.Lookup"/> that found none.</summary>
    public string? ConversationId { get; init; }

    /// <summary>
    /// The pseudonym of the end user, as readers without the permission see it; null except for <see cref="AccessKind.Users"/>, which has a record for each
    /// user of the list shown with their ID.
    /// </summary>
    public string? UserPseudonym { get; init; }

    /// <summary>The reason that the reader gave: <see cref="ConvLog.Privacy.Reader.Reason"/>; null if none.</summary>
    public string? Reason { get; init; }
}
