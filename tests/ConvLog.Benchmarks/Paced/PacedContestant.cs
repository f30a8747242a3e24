using System.Diagnostics;
using ConvLog.Benchmarks.Ingest;

namespace ConvLog.Benchmarks.Paced;

/// <summary>A peer with its own conversations, which pause while others are measured.</summary>
/// <param name="peer">The pipeline that the conversations log to. It is closed with the contestant.</param>
/// <param name="shape">The number and pace of the conversations.</param>
/// <param name="server">Reads the resources of the peer's server; null without a server.</param>
internal sealed class PacedContestant(IPacedPeer peer, PacedShape shape, ServerMeter? server = null)
{
    private readonly PacedConversations _conversations = new(shape, peer.Sink);
    private readonly long? _bytesBefore = peer.Bytes;

    public string Name => peer.Name;

    /// <summary>Opens the conversations and runs them without measuring.</summary>
    public async Task WarmUpAsync(TimeSpan period)
    {
        await _conversations.OpenAsync().ConfigureAwait(false);
        await MeasureAsync(period).ConfigureAwait(false);
    }

    /// <summary>Runs the conversations for a period, and measures until everything is stored and indexed.</summary>
    public async Task<PacedResult> MeasureAsync(TimeSpan period)
    {
        GC.Collect(); // Garbage of other contestants.
        peer.Stored.Take();
        var serverBefore = await ReadServerAsync().ConfigureAwait(false);
        var before = ProcessUse.Now;
        long begun = Stopwatch.GetTimestamp();
        double entries = await _conversations.RunAsync(period).ConfigureAwait(false);
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await peer.SettleAsync().ConfigureAwait(false);
        var used = ProcessUse.Since(before);
        var serverUsed = (await ReadServerAsync().ConfigureAwait(false))?.Since(serverBefore);
        var (writes, median, slow) = peer.Stored.Take();
        return new PacedResult(entries / seconds, used.Processor / entries, used.Written / entries, writes / seconds, median, slow)
        {
            Server = serverUsed?.Of(entries),
        };
    }

    /// <summary>Ends the conversations and closes the peer.</summary>
    /// <returns>The growth of its closed files in bytes per entry; null if it stores nothing.</returns>
    public async Task<double?> CloseAsync()
    {
        await _conversations.EndAsync().ConfigureAwait(false);
        await peer.SettleAsync().ConfigureAwait(false);
        await peer.DisposeAsync().ConfigureAwait(false);
        return (peer.Bytes - _bytesBefore) / (double?)_conversations.Entries;
    }

    private async Task<ServerUse?> ReadServerAsync() => server is null ? null : await server.ReadAsync().ConfigureAwait(false);
}
