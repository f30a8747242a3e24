using System.Runtime.CompilerServices;

namespace ConvLog.Tests.Shared;

/// <summary>Waits for a condition that other threads fulfil. A wait that would never end fails after a minute with a description.</summary>
internal static class Waiting
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    public static Task UntilAsync(Func<bool> holds, [CallerArgumentExpression(nameof(holds))] string what = "")
        => UntilAsync(() => Task.FromResult(holds()), what);

    public static async Task UntilAsync(Func<Task<bool>> holds, [CallerArgumentExpression(nameof(holds))] string what = "")
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            TimeProvider.System.GetElapsedTime(start).Should().BeLessThan(s_longest, "it waits until {0}", what);
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }
    }
}
