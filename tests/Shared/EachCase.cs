namespace ConvLog.Tests.Shared;

/// <summary>Checks many cases on one arrangement in one test, and names every case that fails. A row of a theory would arrange anew for each.</summary>
internal static class EachCase
{
    /// <param name="cases">The cases; their text identifies them in a failure.</param>
    /// <param name="check">Throws where a case does not hold.</param>
    public static async Task HoldsAsync<T>(IEnumerable<T> cases, Func<T, Task> check)
    {
        int count = 0;
        var failures = new List<string>();
        foreach (var each in cases)
        {
            count++;
            try
            {
                await check(each);
            }
            catch (Exception failure)
            {
                failures.Add($"{each}: {failure.Message}");
            }
        }

        Assert.True(count > 0, "There are no cases.");
        if (failures.Count > 0)
        {
            Assert.Fail($"{failures.Count} of {count} cases fail.\n\n{string.Join("\n\n", failures)}");
        }
    }

    /// <inheritdoc cref="HoldsAsync"/>
    public static void Holds<T>(IEnumerable<T> cases, Action<T> check)
        => HoldsAsync(cases, each =>
        {
            check(each);
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();
}
