namespace ConvLog.Storage;

/// <summary>The times before which data has expired. Null: data of this kind does not expire.</summary>
/// <remarks>
/// The age of a conversation is measured from its last visible activity, so that its presence reveals nothing about personal entries. Activity exactly at a
/// time has not expired.
/// </remarks>
public sealed record RetentionCut
{
    /// <summary>When the run began, in UTC. It becomes <see cref="ConvLog.Records.StoredSummary.PiiPurgedAt"/> of redacted conversations.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Conversations whose last activity is before this time are deleted.</summary>
    public DateTimeOffset? ConversationsBefore { get; init; }

    /// <summary>The personal data of conversations whose last activity is before this time is deleted.</summary>
    public DateTimeOffset? PersonalDataBefore { get; init; }

    /// <summary>
    /// Access log records before this time are deleted, in the order in which they were written: a record after one that has not expired is kept until that one
    /// expires. A record dated after <see cref="At"/>, because of a wrong clock, does not block later records; it is deleted with the next one that expires.
    /// </summary>
    public DateTimeOffset? AccessBefore { get; init; }

    /// <summary>Whether conversations with an improved answer are kept. Their personal data is deleted, including improved answers.</summary>
    public bool KeepAnnotated { get; init; }
}
