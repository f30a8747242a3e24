namespace ConvLog.Testing.Assertions;

/// <summary>A conversation that writes to a captured log, and its losses since the log was cleared.</summary>
internal sealed class FollowedConversation(Conversation conversation)
{
    private volatile LossCounts _forgotten = LossCounts.None;

    /// <summary>The losses outside turns and functions.</summary>
    public LossCounts Losses
    {
        get
        {
            var (all, forgotten) = (conversation.Losses, _forgotten);
            return new LossCounts
            {
                Accepted = all.Accepted - forgotten.Accepted,
                Dropped = Subtract(all.Dropped, forgotten.Dropped),
                Truncated = Subtract(all.Truncated, forgotten.Truncated),
            };
        }
    }

    public void ResetLosses() => _forgotten = conversation.Losses;

    private static Dictionary<LossReason, long> Subtract(IReadOnlyDictionary<LossReason, long> all, IReadOnlyDictionary<LossReason, long> forgotten)
        => all.Select(one => KeyValuePair.Create(one.Key, one.Value - forgotten.GetValueOrDefault(one.Key))).Where(static one => one.Value > 0).ToDictionary();
}
