namespace ConvLog.Tests.Shared;

/// <summary>Checks many cases with one setup in one test, and names every failed case. A theory would repeat the setup for each row.</summary>
internal static class EachCase
{
    /// <param name="cases">The cases. Their text identifies them in a failure.</param>
    /// <param name="check">Throws if a case fails.</param>
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
