namespace ConvLog.PostgreSql.Tests.Live;

/// <summary>Waits for what other tasks do.</summary>
internal static class Eventually
{
    public static async Task BeAsync(Func<bool> isSo, TimeSpan longest)
    {
        using var late = new CancellationTokenSource(longest);
        while (!isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, late.Token);
        }
    }

    public static async Task BeAsync(Func<Task<long>> count, long wanted, TimeSpan longest)
    {
        using var late = new CancellationTokenSource(longest);
        while (await count() != wanted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, late.Token);
        }
    }
}
