using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Storage.Relational;

/// <summary>The times before which data has expired.</summary>
internal static class ExpiryTimes
{
    /// <summary>The time before which conversations, personal data or accesses have expired in a phase, in ticks; null if none have.</summary>
    public static long? Before(this RetentionCut cut, RetentionPhase phase) => phase switch
    {
        RetentionPhase.Partitions or RetentionPhase.ExpireDebug or RetentionPhase.Expire => cut.ConversationsBefore?.UtcTicks,
        RetentionPhase.PurgeDebug or RetentionPhase.Purge => cut.PersonalDataBefore?.UtcTicks,
        RetentionPhase.Access => cut.AccessBefore?.UtcTicks,

        // No reader sees these conversations, and their visible part has no use of its own, so whichever period ends first applies.
        _ => cut is { ConversationsBefore: { } whole, PersonalDataBefore: { } personal }
            ? Math.Max(whole.UtcTicks, personal.UtcTicks) : (cut.ConversationsBefore ?? cut.PersonalDataBefore)?.UtcTicks,
    };
}
