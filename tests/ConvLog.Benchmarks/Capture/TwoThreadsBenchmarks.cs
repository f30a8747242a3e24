using BenchmarkDotNet.Attributes;

namespace ConvLog.Benchmarks.Capture;

/// <summary>
/// The same number of calls by one thread and by two concurrently: on two cores, a ratio of 0.5 is perfect and 1.0 means no gain from the second thread.
/// </summary>
[HideColumns("Error", "StdDev", "RatioSD", "Median")]
public class TwoThreadsBenchmarks
{
    private const int Calls = 20_000;

    private readonly Conversation _first = new(new ConversationInfo("first"), new NullSink(), s_options);
    private readonly Conversation _second = new(new ConversationInfo("second"), new NullSink(), s_options);

    private static readonly ConversationOptions s_options = new() { Limits = new LogLimits { EntriesPerScope = Calls } };

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public void One_thread() => Log(_first, Calls);

    [Benchmark(OperationsPerInvoke = Calls)]
    public void Two_threads_two_conversations() => Parallel.Invoke(() => Log(_first, Calls / 2), () => Log(_second, Calls / 2));

    [Benchmark(OperationsPerInvoke = Calls)]
    public void Two_threads_one_event()
    {
        using var call = _first.BeginFunction("book");
        Parallel.Invoke(() => Log(call.Log, Calls / 2), () => Log(call.Log, Calls / 2));
    }

    private static void Log(Conversation conversation, int calls)
    {
        using var call = conversation.BeginFunction("book");
        Log(conversation.Log, calls);
    }

    private static void Log(ConversationLogger log, int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            log.Info("Booking failed", ("status", i), ("retriable", true), ("queue", "bookings"));
        }
    }
}
