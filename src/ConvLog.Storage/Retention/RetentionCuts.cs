namespace ConvLog.Storage.Retention;

/// <summary>Computes the cut of a run. A clock that was set back makes less expire, never more.</summary>
internal static class RetentionCuts
{
    /// <summary>The cut of a run that begins now.</summary>
    /// <param name="options">The retention periods.</param>
    /// <param name="idleTimeout">How long a conversation may be idle and still be in progress.</param>
    /// <param name="now">The current time.</param>
    public static RetentionCut At(RetentionOptions options, TimeSpan idleTimeout, DateTimeOffset now) => new()
    {
        At = now,
        ConversationsBefore = Finished(options.Days, idleTimeout, now),
        PersonalDataBefore = options.PersonalDataDays is { } days ? Finished(days, idleTimeout, now) : null,
        AccessBefore = options.AccessLogDays is { } kept ? Before(now, TimeSpan.FromDays(kept)) : null,
        KeepAnnotated = options.KeepAnnotated,
    };

    /// <summary>
    /// The cut of a resumed run: its own, limited to what a new run would delete now. If a wrong clock or setting was corrected since then, the
    /// corrected one applies.
    /// </summary>
    public static RetentionCut Resumed(RetentionCut interrupted, RetentionCut now) => new()
    {
        At = Earlier(interrupted.At, now.At)!.Value,
        ConversationsBefore = Earlier(interrupted.ConversationsBefore, now.ConversationsBefore),
        PersonalDataBefore = Earlier(interrupted.PersonalDataBefore, now.PersonalDataBefore),
        AccessBefore = Earlier(interrupted.AccessBefore, now.AccessBefore),
        KeepAnnotated = interrupted.KeepAnnotated || now.KeepAnnotated,
    };

    // Conversations in progress do not expire, even with a shorter retention period.
    private static DateTimeOffset Finished(int days, TimeSpan idleTimeout, DateTimeOffset now)
    {
        var kept = TimeSpan.FromDays(days);
        return Before(now, kept > idleTimeout ? kept : idleTimeout);
    }

    private static DateTimeOffset Before(DateTimeOffset now, TimeSpan age) => now - DateTimeOffset.MinValue > age ? now - age : DateTimeOffset.MinValue;

    // Null means never, which is earlier than any time.
    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other is null ? null : one < other ? one : other;
}
