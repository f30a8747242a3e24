namespace ConvLog.Reliability.Tests.Faults;

/// <summary>
/// The numbers of the opportunities that fail: the first few and then increasingly sparse ones, or every number with <c>CONVLOG_FAULTS</c>, until no
/// opportunity remains.
/// </summary>
internal static class FaultNumbers
{
    // The content of a file is compared after each fault, which would take longer and longer in a file that grows without limit.
    private const int FaultsOfOneFile = 50;

    /// <summary>Fails at one number after another, several per file, until no opportunity remains.</summary>
    /// <param name="failAsync">Injects faults of these numbers with a new file, up to the first that is not reached, and returns how many were.</param>
    /// <returns>The total number of faults.</returns>
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
