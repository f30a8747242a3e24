using System.Diagnostics;
using ConvLog.Storage;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>
/// Rounds of whole conversations (<see cref="HostConversation"/>) with the default options of stores and sinks, as fast as they are stored, sequentially or
/// many concurrently with alternating steps.
/// </summary>
internal static class HostRounds
{
    public const int Rounds = 5;

    // Until then the runtime recompiles methods of the store and of the peer, which a host does only once.
    public const int WarmUpRounds = 4;
    public const int Conversations = 400;

    // The index may lag by up to 5 s. A health check allocates more than a hundred entries do, so there are few.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Returns the medians of the rounds after the warm-up.</summary>
    public static async Task<HostWorkResult> MedianAsync(Func<IConversationStore> open, Func<long>? kept, int atOnce, bool withModels)
    {
        var results = new List<HostWorkResult>();
        for (int round = 0; round < WarmUpRounds + Rounds; round++)
        {
            results.Add(await RoundAsync(open, kept, atOnce, withModels: withModels).ConfigureAwait(false));
        }

        return HostWorkResult.Median(results[WarmUpRounds..]);
    }

    /// <summary>Runs one round.</summary>
    /// <param name="open">Opens the store.</param>
    /// <param name="kept">Returns the size of its files; null if unknown.</param>
    /// <param name="atOnce">The number of concurrent conversations.</param>
    /// <param name="options">The options of the sink.</param>
    /// <param name="withModels">Whether conversations have model calls.</param>
    /// <param name="settle">Waits for work in the background that belongs to the round; null for <see cref="WaitUntilIndexedAsync"/>.</param>
    public static async Task<HostWorkResult> RoundAsync(Func<IConversationStore> open, Func<long>? kept, int atOnce, StoreSinkOptions? options = null,
        bool withModels = false, Func<IConversationStore, Task>? settle = null)
    {
        var store = open();
        long before = 0;
        HostWorkResult result;
        var sink = new StoreSink(store, options);
        try
        {
            await store.CheckHealthAsync().ConfigureAwait(false); // Opens the store.
            before = kept?.Invoke() ?? 0;
            result = await RoundAsync(store, sink, atOnce, withModels, settle ?? WaitUntilIndexedAsync).ConfigureAwait(false);
        }
        finally
        {
            await sink.DisposeAsync().ConfigureAwait(false);
            await ((store as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask).ConfigureAwait(false);
        }

        // The size of the closed file: the WAL, whose size is limited, would dominate with so few conversations.
        return result with { Kept = kept is null ? null : (kept() - before) / (double)(Conversations * HostConversation.Entries) };
    }

    /// <summary>Runs conversations until all of them are stored.</summary>
    public static async Task RunAsync(StoreSink sink, int first, int atOnce, HostWorkMeter meter, bool withModels)
    {
        var conversations = Enumerable.Range(first, atOnce).Select(number => new HostConversation(number, sink, meter.Calls, withModels)).ToList();
        var going = conversations.ConvertAll(static conversation => conversation.Steps().GetEnumerator());
        while (going.Count > 0)
        {
            going.RemoveAll(static steps => !steps.MoveNext());
        }

        long ended = Stopwatch.GetTimestamp();
        foreach (var conversation in conversations)
        {
            await conversation.EndAsync().ConfigureAwait(false);
            meter.Waits.Add(Stopwatch.GetTimestamp() - ended);
        }
    }

    /// <summary>Waits until the text index has everything that is stored.</summary>
    public static async Task WaitUntilIndexedAsync(IConversationStore store)
    {
        while ((await store.CheckHealthAsync().ConfigureAwait(false)).Parts.SelectMany(static part => part.Figures)
            .Any(static figure => string.Equals(figure.Key, "pending_documents", StringComparison.Ordinal) && figure.Value > 0))
        {
            await Task.Delay(s_pause, TimeProvider.System).ConfigureAwait(false);
        }
    }

    private static async Task<HostWorkResult> RoundAsync(IConversationStore store, StoreSink sink, int atOnce, bool withModels,
        Func<IConversationStore, Task> settle)
    {
        var meter = new HostWorkMeter();
        int conversations = Math.Max(Conversations, atOnce);
        for (int first = 0; first < conversations; first += atOnce)
        {
            await RunAsync(sink, first, Math.Min(atOnce, conversations - first), meter, withModels).ConfigureAwait(false);
        }

        meter.Stored(conversations * HostConversation.Entries);
        await settle(store).ConfigureAwait(false);
        return meter.Indexed();
    }
}
