using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Live;

internal static class LivePulse
{
    /// <summary>Moves the clock on until a follower gives a sign of life: by then it was told everything.</summary>
    public static async Task PulseAsync(this ManualClock clock, LiveWatch live, TimeSpan? pulse = null)
    {
        int signs = live.Signs;
        var next = Task.CompletedTask;
        while (live.Signs == signs)
        {
            next = live.NextAsync();
            while (!next.IsCompleted)
            {
                // It may not have begun to wait when the clock was moved.
                clock.Advance(pulse ?? TimeSpan.FromSeconds(15));
                await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
            }

            await next;
        }
    }
}
