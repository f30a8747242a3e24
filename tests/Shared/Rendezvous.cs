namespace ConvLog.Tests.Shared;

/// <summary>Lets two tests wait for each other, which proves that the framework runs them in parallel.</summary>
internal static class Rendezvous
{
    private static readonly TaskCompletionSource s_both = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private static int s_arrived;

    /// <summary>Waits until both tests have arrived.</summary>
    /// <exception cref="TimeoutException">The other test did not arrive within a minute.</exception>
    public static Task MeetAsync()
    {
        if (Interlocked.Increment(ref s_arrived) == 2)
        {
            s_both.SetResult();
        }

        return s_both.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
    }
}
