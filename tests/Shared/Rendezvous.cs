namespace ConvLog.Tests.Shared;

/// <summary>Where two tests wait for each other, which shows that the framework runs them in parallel.</summary>
internal static class Rendezvous
{
    private static readonly TaskCompletionSource s_both = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private static int s_arrived;

    /// <summary>Waits until both tests are here.</summary>
    /// <exception cref="TimeoutException">The other one did not come within a minute.</exception>
    public static Task MeetAsync()
    {
        if (Interlocked.Increment(ref s_arrived) == 2)
        {
            s_both.SetResult();
        }

        return s_both.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
    }
}
