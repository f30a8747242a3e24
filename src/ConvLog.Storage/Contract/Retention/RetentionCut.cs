namespace ConvLog.Storage;

/// <summary>What has expired, in times. A time that is null: nothing of its kind.</summary>
/// <remarks>
/// A conversation's age is told by its last activity that everyone may see, so that whether it is there tells nothing of personal entries. What happened exactly at a time has
/// not expired.
/// </remarks>
public sealed record RetentionCut
{
    /// <summary>When the run began, in UTC: the time that stands as <see cref="Records.StoredSummary.PiiPurgedAt"/>.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Conversations whose last activity is before it go, whole.</summary>
    public DateTimeOffset? ConversationsBefore { get; init; }

    /// <summary>Of conversations whose last activity is before it, personal data goes.</summary>
    public DateTimeOffset? PersonalDataBefore { get; init; }

    /// <summary>
    /// Reads of the access log before it go, from the first on: one that was written behind a read that is not before it waits for that. A read with a time after <see cref="At"/>,
    /// from a clock that was wrong, holds up no other, and goes with the next one that does.
    /// </summary>
    public DateTimeOffset? AccessBefore { get; init; }

    /// <summary>Whether conversations with an improved answer do not go as a whole. Their personal data does, improved answers included.</summary>
    public bool KeepAnnotated { get; init; }
}
