namespace WorkerHost;

/// <summary>The output of the program, one event per line.</summary>
internal sealed class Report
{
    private const int Workers = 4;

    private int _atWork;

    /// <summary>Reports that one more worker runs.</summary>
    public void BeginWork()
    {
        if (Interlocked.Increment(ref _atWork) == Workers)
        {
            Say("ready");
        }
    }

    public void Say(string line) => Console.Out.WriteLine(line);
}
