namespace ConvLog.Storage.Retention;

/// <summary>What has expired at a time. A clock that was put back makes less expire, never more.</summary>
internal static class RetentionCuts
{
    /// <summary>The cut of a run that begins now.</summary>
    /// <param name="options">How long what is kept.</param>
    /// <param name="idleTimeout">How long a conversation may be silent and still run.</param>
    /// <param name="now">The time.</param>
    public static RetentionCut At(RetentionOptions options, TimeSpan idleTimeout, DateTimeOffset now) => new()
    {
        At = now,
        ConversationsBefore = Finished(options.Days, idleTimeout, now),
        PersonalDataBefore = options.PersonalDataDays is { } days ? Finished(days, idleTimeout, now) : null,
        AccessBefore = options.AccessLogDays is { } kept ? Before(now, TimeSpan.FromDays(kept)) : null,
        KeepAnnotated = options.KeepAnnotated,
    };

    /// <summary>
    /// The cut of a run that is taken up: its own, and nothing more than would go now. Where a wrong clock or a wrong setting made it and was mended since, the
    /// mended one holds.
    /// </summary>
    public static RetentionCut TakenUp(RetentionCut interrupted, RetentionCut now) => new()
    {
        At = Earlier(interrupted.At, now.At)!.Value,
        ConversationsBefore = Earlier(interrupted.ConversationsBefore, now.ConversationsBefore),
        PersonalDataBefore = Earlier(interrupted.PersonalDataBefore, now.PersonalDataBefore),
        AccessBefore = Earlier(interrupted.AccessBefore, now.AccessBefore),
        KeepAnnotated = interrupted.KeepAnnotated || now.KeepAnnotated,
    };

    // However few days: what is running does not expire.
    private static DateTimeOffset Finished(int days, TimeSpan idleTimeout, DateTimeOffset now)
    {
        var kept = TimeSpan.FromDays(days);
        return Before(now, kept > idleTimeout ? kept : idleTimeout);
    }

    private static DateTimeOffset Before(DateTimeOffset now, TimeSpan age) => now - DateTimeOffset.MinValue > age ? now - age : DateTimeOffset.MinValue;

    // Null is never, which is earlier than any time.
    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other is null ? null : one < other ? one : other;
}
