namespace ConvLog.Storage.Payloads.Rows;

/// <summary>
/// The position of a fact in the order of its writer's facts. Facts that are personal as a whole are ordered before all others, so that a read without the
/// permission does not even pass over them.
/// </summary>
internal static class FactOrder
{
    /// <summary>The lowest position of a visible fact.</summary>
    public const long FirstVisible = long.MinValue / 2;

    public static long Of(long sequence, bool isPersonal) => isPersonal && sequence is >= 0 and < -FirstVisible ? sequence + long.MinValue : sequence;

    public static long SequenceOf(long order) => order < FirstVisible ? order - long.MinValue : order;
}
