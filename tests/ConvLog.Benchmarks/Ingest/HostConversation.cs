using System.Diagnostics;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>
/// A conversation as hosts have them: 10 turns of two function calls each, 100 entries of three fields, a fifth of the entries personal, what users say masked.
/// It goes on step by step, so that many can run at once.
/// </summary>
/// <param name="number">Which conversation: names and values differ.</param>
/// <param name="sink">Where it logs.</param>
/// <param name="callTimes">Takes how long each call of the log took, in ticks of the stopwatch.</param>
internal sealed class HostConversation(int number, ILogSink sink, List<long> callTimes)
{
    public const int Entries = 100;

    private const int Turns = 10;
    private const int CallsPerTurn = 2;
    private const int EntriesPerCall = 4;
    private const int EntriesPerTurn = 2;

    private readonly Conversation _conversation = new(
        new ConversationInfo($"conv-{number}-{Guid.NewGuid():N}") { AgentId = "bookings", Channel = "webchat", UserId = $"user-{number % 1_000}" }, sink);

    private int _entries;

    /// <summary>Ends the conversation and waits until all of it is stored.</summary>
    /// <exception cref="InvalidOperationException">Something was not stored.</exception>
    public async ValueTask EndAsync()
    {
        _conversation.Dispose();
        var result = await _conversation.FlushAsync().ConfigureAwait(false);
        if (!result.IsComplete || _conversation.Losses.DroppedTotal > 0)
        {
            throw new InvalidOperationException($"Not all was stored: {result}");
        }
    }

    /// <summary>Runs the conversation; after each beginning, entry and end, another one may go on.</summary>
    public IEnumerable<int> Steps()
    {
        for (int ordinal = 0; ordinal < Turns; ordinal++)
        {
            using var turn = _conversation.BeginTurn(new MaskedText(
                $"Table {ordinal} for two at eight please, my number is +34 910 555 {number % 1_000:000}",
                shown: $"Table {ordinal} for two at eight please, my number is [number]"));
            yield return ordinal;
            for (int i = 0; i < EntriesPerTurn; i++)
            {
                Log(_conversation.Log);
                yield return ordinal;
            }

            for (int call = 0; call < CallsPerTurn; call++)
            {
                using var function = _conversation.BeginFunction(call == 0 ? "find_table" : "book_table", $"call_{ordinal}_{call}",
                    new LogField[] { ("party", 2), ("time", "20:00") });
                yield return ordinal;
                for (int i = 0; i < EntriesPerCall; i++)
                {
                    Log(function.Log);
                    yield return ordinal;
                }

                function.Complete(new LogField[] { ("table", ordinal) });
                yield return ordinal;
            }

            turn.Complete("Done: a table for two at eight, under your name.", new ModelUsage("gpt-x", inputTokens: 310, outputTokens: 42));
            yield return ordinal;
        }
    }

    private void Log(ConversationLogger log)
    {
        long begun = Stopwatch.GetTimestamp();
        if (_entries++ % 5 == 4)
        {
            log.Info("Guest number captured for the booking", ("user_phone", "+34 910 555 017"), ("attempt", _entries), ("step", "check"), isPii: true);
        }
        else
        {
            log.Info("Validated inputs of the booking", ("validation_passed", true), ("attempt", _entries), ("step", "check"));
        }

        callTimes.Add(Stopwatch.GetTimestamp() - begun);
    }
}
