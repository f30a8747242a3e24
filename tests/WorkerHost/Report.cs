namespace WorkerHost;

/// <summary>What the program says, a line each.</summary>
internal sealed class Report
{
    private const int Workers = 4;

    private int _atWork;

    /// <summary>Says that one more worker is at work.</summary>
    public void BeginWork()
    {
        if (Interlocked.Increment(ref _atWork) == Workers)
        {
            Say("ready");
        }
    }

    public void Say(string line) => Console.Out.WriteLine(line);
}
