namespace ConvLog.Storage;

/// <summary>The times before which data has expired. Null: nothing of this kind has.</summary>
/// <remarks>
/// The age of a conversation is the age of its last visible activity, so that its presence reveals nothing about personal entries. Activity exactly at a time
/// has not expired.
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
    /// Reads of the access log before it go, from the first on: one that was written behind a read that is not before it waits for that. A read with a time
    /// after <see cref="At"/>, from a clock that was wrong, holds up no other, and goes with the next one that does.
    /// </summary>
    public DateTimeOffset? AccessBefore { get; init; }

    /// <summary>Whether conversations with an improved answer do not go as a whole. Their personal data does, improved answers included.</summary>
    public bool KeepAnnotated { get; init; }
}
