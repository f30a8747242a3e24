using System.Diagnostics;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>
/// A typical conversation of a host: 10 turns of two function calls each, 100 entries of three fields, a fifth of the entries personal, and masked user input.
/// It runs step by step, so that many can run concurrently.
/// </summary>
/// <param name="number">The number of the conversation, which varies names and values.</param>
/// <param name="sink">The sink to log to.</param>
/// <param name="callTimes">Receives the duration of each log call in stopwatch ticks.</param>
/// <param name="withModels">Whether it has model calls (<see cref="HostModels"/>).</param>
internal sealed class HostConversation(int number, ILogSink sink, List<long> callTimes, bool withModels = false)
{
    public const int Entries = 100;

    /// <summary>The number of <see cref="Steps"/>: each starts or ends something or logs an entry.</summary>
    public const int StepCount = Turns * (2 + EntriesPerTurn + (CallsPerTurn * (2 + EntriesPerCall)));

    private const int Turns = 10;
    private const int CallsPerTurn = 2;
    private const int EntriesPerCall = 4;
    private const int EntriesPerTurn = 2;
    private const string Answer = "Done: a table for two at eight, under your name.";

    private static readonly string[] s_functions = ["find_table", "book_table"];

    private readonly Conversation _conversation = new(
        new ConversationInfo($"conv-{number}-{Guid.NewGuid():N}") { AgentId = "bookings", Channel = "webchat", UserId = $"user-{number % 1_000}" }, sink);

    private readonly HostModels? _models = withModels ? new HostModels() : null;
    private int _entries;

    /// <summary>Ends the conversation and waits until all of it is stored.</summary>
    /// <exception cref="InvalidOperationException">Something was not stored.</exception>
    public async ValueTask EndAsync()
    {
        _conversation.Dispose();
        var result = await _conversation.FlushAsync().ConfigureAwait(false);

        // Records still pending belong to other conversations: a flush of a store sink ends when all earlier records are settled.
        if (result.Dropped + result.Records.Dropped + _conversation.Losses.DroppedTotal > 0)
        {
            throw new InvalidOperationException($"Not all was stored: {result}");
        }
    }

    /// <summary>Runs the conversation. After each step another conversation can continue.</summary>
    public IEnumerable<int> Steps()
    {
        for (int ordinal = 0; ordinal < Turns; ordinal++)
        {
            var said = new MaskedText(
                $"Table {ordinal} for two at eight please, my number is +34 910 555 {number % 1_000:000}",
                shown: $"Table {ordinal} for two at eight please, my number is [number]");
            using var turn = _conversation.BeginTurn(said);
            _models?.AskForFunctions(turn, said, FunctionCall(ordinal, 0), FunctionCall(ordinal, 1));
            yield return ordinal;
            for (int i = 0; i < EntriesPerTurn; i++)
            {
                Log(_conversation.Log);
                yield return ordinal;
            }

            for (int call = 0; call < CallsPerTurn; call++)
            {
                using var function = _conversation.BeginFunction(s_functions[call], CallId(ordinal, call), new LogField[] { ("party", 2), ("time", "20:00") });
                yield return ordinal;
                for (int i = 0; i < EntriesPerCall; i++)
                {
                    Log(function.Log);
                    yield return ordinal;
                }

                function.Complete(new LogField[] { ("table", ordinal) });
                _models?.Add(CallId(ordinal, call), $"Table {ordinal}");
                yield return ordinal;
            }

            _models?.AskForAnswer(turn, Answer);
            turn.Complete(Answer, new ModelUsage("gpt-x", inputTokens: 310, outputTokens: 42));
            yield return ordinal;
        }
    }

    private static string CallId(int ordinal, int call) => $"call_{ordinal}_{call}";

    private static ModelToolCall FunctionCall(int ordinal, int call)
        => new(CallId(ordinal, call), s_functions[call], new LogField[] { ("party", 2), ("time", "20:00") });

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
