namespace ConvLog.Reliability.Tests.Faults;

/// <summary>
/// Which opportunity is to fail, one after the other: the first few and then ever fewer, or each of them with <c>CONVLOG_FAULTS</c>, until there are no more.
/// </summary>
internal static class FaultNumbers
{
    // What a file holds is compared after each fault: one that grew without end would take ever longer.
    private const int FaultsOfOneFile = 50;

    /// <summary>Fails at one opportunity after the other, some in each file, until there are no more.</summary>
    /// <param name="failAsync">Meets faults of these numbers in a file of their own, up to the first that is not met, and says how many were.</param>
    /// <returns>How many were met in all.</returns>
    public static async Task<int> SweepAsync(Func<int[], Task<int>> failAsync)
    {
        int strikes = 0;
        foreach (int[] numbers in All().Chunk(FaultsOfOneFile))
        {
            int struck = await failAsync(numbers);
            strikes += struck;
            if (struck < numbers.Length)
            {
                break;
            }
        }

        return strikes;
    }

    public static IEnumerable<int> All()
    {
        bool each = Amount.Of("CONVLOG_FAULTS", 0) > 0;
        for (int number = 1; ; number = each ? number + 1 : Math.Max(number + 1, number * 4 / 3))
        {
            yield return number;
        }
    }
}
