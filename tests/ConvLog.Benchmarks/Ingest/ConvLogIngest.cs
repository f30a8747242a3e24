using System.Diagnostics;
using ConvLog.Sqlite;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>
/// From <c>conv.Log</c> until <c>FlushAsync</c> returns: a batch of one is flushed after each call; larger batches follow each other and only the last is
/// awaited.
/// </summary>
internal sealed class ConvLogIngest : IIngest
{
    private readonly SqliteConversationStore _store;
    private readonly StoreSink _sink;
    private int _conversations;

    public ConvLogIngest(string path, int batch)
    {
        _store = new SqliteConversationStore(path, new SqliteStoreOptions { IndexText = false });
        _sink = new StoreSink(_store, new StoreSinkOptions { BatchSize = batch, QueueCapacity = 1_000_000, MaxQueueBytes = 1L << 30 });
    }

    public async ValueTask<TimeSpan> WriteAsync(int entries, int batch)
    {
        var options = new ConversationOptions { Limits = new LogLimits { EntriesPerScope = entries } };
        await using var conversation = new Conversation(new ConversationInfo($"conv-{_conversations++}") { AgentId = "bookings" }, _sink, options);
        await conversation.FlushAsync().ConfigureAwait(false);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < entries; i++)
        {
            SampleEntry.Log(conversation, i);
            if (batch == 1)
            {
                await conversation.FlushAsync().ConfigureAwait(false);
            }
        }

        var result = await conversation.FlushAsync().ConfigureAwait(false);
        var taken = Stopwatch.GetElapsedTime(start);
        return result.IsComplete ? taken : throw new InvalidOperationException($"Not all was stored: {result}");
    }

    public async ValueTask DisposeAsync()
    {
        await _sink.DisposeAsync().ConfigureAwait(false);
        await _store.DisposeAsync().ConfigureAwait(false);
    }
}
