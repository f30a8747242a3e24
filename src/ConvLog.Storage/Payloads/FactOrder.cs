namespace ConvLog.Storage.Payloads;

/// <summary>
/// Where a fact stands in the order of its writer's facts. What is personal as a whole stands apart, before all others: who may not see it does not even pass
/// over it.
/// </summary>
internal static class FactOrder
{
    /// <summary>From here on, facts stand that everyone may see.</summary>
    public const long FirstVisible = long.MinValue / 2;

    public static long Of(long sequence, bool isPersonal) => isPersonal && sequence is >= 0 and < -FirstVisible ? sequence + long.MinValue : sequence;

    public static long SequenceOf(long order) => order < FirstVisible ? order - long.MinValue : order;
}
