namespace ConvLog.Reliability.Tests.Faults;

/// <summary>Which opportunity is to fail, one after the other: the first few and then ever fewer, or each of them with <c>CONVLOG_FAULTS</c>, until there are no more.</summary>
internal static class FaultNumbers
{
    public static IEnumerable<int> All()
    {
        bool each = Amount.Of("CONVLOG_FAULTS", 0) > 0;
        for (int number = 1; ; number = each ? number + 1 : Math.Max(number + 1, number * 6 / 5))
        {
            yield return number;
        }
    }
}
