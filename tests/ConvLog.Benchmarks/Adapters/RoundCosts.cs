using System.Diagnostics;
using System.Runtime.CompilerServices;
using ConvLog.Benchmarks.Capture;
using Microsoft.Extensions.AI;

namespace ConvLog.Benchmarks.Adapters;

/// <summary>
/// The cost that logging adds to the rounds of a long agent loop, each with 1 KB of new text and one tool call, compared with a client that only delegates:
/// around round 10 and around round 800.
/// </summary>
internal static class RoundCosts
{
    private const int Rounds = 800;
    private const int Runs = 40;
    private const string Passing = "none, but each chunk passed on";

    private static readonly string s_text = string.Concat(Enumerable.Repeat("word ", 200));
    private static readonly string[] s_chunks = [.. Enumerable.Repeat("word ", 200)];

    public static async Task<int> RunAsync()
    {
        string[] places = ["outermost", "innermost", "both", Passing, "bare"];
        foreach (bool isStreamed in (bool[])[false, true])
        {
            foreach (string place in places)
            {
                await MeasureAsync(place, isStreamed).ConfigureAwait(false); // Compiles the methods.
            }
        }

        Console.WriteLine($"{"microseconds a round beyond a bare client",-46} {"at 10",8} {"at 800",8} {"bare 10",8} {"bare 800",8}");
        foreach (bool isStreamed in (bool[])[false, true])
        {
            foreach (string place in places[..^1])
            {
                var (early, late) = await MeasureAsync(place, isStreamed).ConfigureAwait(false);
                var (bareEarly, bareLate) = await MeasureAsync("bare", isStreamed).ConfigureAwait(false);
                Console.WriteLine(
                    $"{(isStreamed ? "200 chunks" : "in one piece") + ", " + place,-46} {early - bareEarly,8:F1} {late - bareLate,8:F1} {bareEarly,8:F1} {bareLate,8:F1}");
            }
        }

        return 0;
    }

    // The medians of several runs.
    private static async Task<(double Early, double Late)> MeasureAsync(string place, bool isStreamed)
    {
        List<double> early = [], late = [];
        for (int run = 0; run < Runs; run++)
        {
            long[] asked = await RunOnceAsync(place, isStreamed).ConfigureAwait(false);
            early.AddRange(Took(asked, 5, 15));
            late.AddRange(Took(asked, Rounds - 10, Rounds));
        }

        return (Median(early), Median(late));
    }

    private static async Task<long[]> RunOnceAsync(string place, bool isStreamed)
    {
        await using var conversation = new Conversation(new ConversationInfo("c"), new NullSink());
        using var current = conversation.MakeCurrent();
        var model = new Model();
        using var client = Client(model, place);
        ChatOptions options = new() { Tools = [AIFunctionFactory.Create(static (int value) => value, "look")] };
        if (isStreamed)
        {
            await foreach (var update in client.GetStreamingResponseAsync("hi", options).ConfigureAwait(false))
            {
                GC.KeepAlive(update);
            }
        }
        else
        {
            GC.KeepAlive(await client.GetResponseAsync("hi", options).ConfigureAwait(false));
        }

        return model.Asked;
    }

    private static IChatClient Client(IChatClient model, string place)
    {
        var inner = place is "innermost" or "both" ? model.WithConvLog() : new Bare(model);
        FunctionInvokingChatClient loop = new(inner) { MaximumIterationsPerRequest = Rounds + 1 };
        return place is "outermost" or "both" ? loop.WithConvLog()
            : string.Equals(place, Passing, StringComparison.Ordinal) ? new PassingOn(loop)
            : new Bare(loop);
    }

    private static IEnumerable<double> Took(long[] asked, int from, int to)
        => Enumerable.Range(from, to - from).Select(round => Stopwatch.GetElapsedTime(asked[round], asked[round + 1]).TotalMicroseconds);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed class Bare(IChatClient inner) : DelegatingChatClient(inner);

    /// <summary>The cost of any client that keeps each chunk until the end and joins them to one text.</summary>
    private sealed class PassingOn(IChatClient inner) : DelegatingChatClient(inner)
    {
        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            List<ChatResponseUpdate> updates = [];
            await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
            {
                updates.Add(update);
                if (update.Contents is [FunctionCallContent])
                {
                    GC.KeepAlive(updates.ToChatResponse());
                    updates.Clear();
                }

                yield return update;
            }
        }
    }

    /// <summary>Requests a tool in each round except the last, and records the time of each request.</summary>
    private sealed class Model : IChatClient
    {
        private int _round;

        public long[] Asked { get; } = new long[Rounds + 1];

        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var call = Next();
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, [new TextContent(s_text), .. call])) { ModelId = "m" });
        }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var call = Next();
            string id = $"m{_round}";
            await Task.CompletedTask.ConfigureAwait(false);
            foreach (string chunk in s_chunks)
            {
                yield return new ChatResponseUpdate(ChatRole.Assistant, [new TextContent(chunk)]) { MessageId = id, ModelId = "m" };
            }

            yield return new ChatResponseUpdate(ChatRole.Assistant, call) { MessageId = id, ModelId = "m" };
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }

        private AIContent[] Next()
        {
            Asked[_round] = Stopwatch.GetTimestamp();
            return _round++ == Rounds
                ? []
                : [new FunctionCallContent($"call_{_round}", "look", new Dictionary<string, object?>(StringComparer.Ordinal) { ["value"] = _round })];
        }
    }
}
