using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Live;

internal static class LivePulse
{
    /// <summary>Advances the clock until a live reader gets a heartbeat. By then it has received every earlier event.</summary>
    public static async Task PulseAsync(this ManualClock clock, LiveWatch live, TimeSpan? pulse = null)
    {
        int signs = live.Signs;
        var next = Task.CompletedTask;
        while (live.Signs == signs)
        {
            next = live.NextAsync();
            while (!next.IsCompleted)
            {
                // The reader may not have started to wait when the clock was advanced.
                clock.Advance(pulse ?? TimeSpan.FromSeconds(15));
                await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
            }

            await next;
        }
    }
}
