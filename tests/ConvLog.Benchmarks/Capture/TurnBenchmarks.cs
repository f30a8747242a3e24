using BenchmarkDotNet.Attributes;

namespace ConvLog.Benchmarks.Capture;

/// <summary>
/// A turn with one function call and six entries, into a sink that discards them: the cost of turns and function events in addition to their entries.
/// </summary>
[MemoryDiagnoser]
[HideColumns("Error", "StdDev", "RatioSD", "Median")]
public class TurnBenchmarks
{
    private const int Turns = 20; // Of one conversation, which contains no more than in normal use.

    private readonly NullSink _sink = new();

    [Benchmark(OperationsPerInvoke = Turns)]
    public void Turn()
    {
        using var conv = new Conversation(new ConversationInfo("call"), _sink);
        for (int i = 0; i < Turns; i++)
        {
            using var turn = conv.BeginTurn("a table for two");
            using (var call = conv.BeginFunction("book"))
            {
                for (int entry = 0; entry < 5; entry++)
                {
                    conv.Log.Info("Booked a table", ("guests", 2), ("at", "20:00"));
                }

                call.Complete();
            }

            conv.Log.Info("Answered", ("words", 5));
            turn.Complete("Yours is table 4");
        }
    }
}
