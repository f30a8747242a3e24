using System.Threading.Channels;
using ConvLog.Privacy;

namespace ConvLog.StoreContract;

/// <summary>A live reader and the events it received.</summary>
public sealed class LiveWatch : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Channel<LiveBatch> _batches = Channel.CreateUnbounded<LiveBatch>();
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<LiveEvent> _received = [];
    private readonly Task _following;

    private LiveWatch(IAsyncEnumerable<LiveBatch> followed) => _following = FollowAsync(followed);

    public IReadOnlyList<LiveEvent> Received => _received;

    /// <summary>The cursor to continue from, as a client keeps it: that of the last event with a cursor, or of the last batch.</summary>
    public string? Position { get; private set; }

    public int Resets { get; private set; }

    /// <summary>Batches without events.</summary>
    public int Signs { get; private set; }

    public IEnumerable<string> Contents
        => _received.Where(static told => told.Logged is not null).Select(static told => told.Logged!.Entry?.Content ?? told.Logged.ApiResponse!.Url.Text);

    /// <summary>Starts to follow, and returns after the first batch.</summary>
    public static async Task<LiveWatch> StartAsync(ConversationReader reader, Reader who, LiveQuery? query = null, string? after = null)
    {
        var watch = new LiveWatch(reader.FollowAsync(who, query ?? new LiveQuery(), after));
        await watch.NextAsync();
        return watch;
    }

    public async Task UntilReceivedAsync(string content)
    {
        while (!Contents.Contains(content, StringComparer.Ordinal))
        {
            await NextAsync();
        }
    }

    public async Task UntilAsync(Func<LiveEvent, bool> isReceived)
    {
        while (!_received.Exists(told => isReceived(told)))
        {
            await NextAsync();
        }
    }

    public async Task NextAsync()
    {
        if (!await _batches.Reader.WaitToReadAsync().AsTask().WaitAsync(s_patience) || !_batches.Reader.TryRead(out var batch))
        {
            throw new InvalidOperationException("It ended.");
        }

        _received.AddRange(batch.Events);
        Signs += batch.Events.Count == 0 ? 1 : 0;
        Resets += batch.IsReset ? 1 : 0;
        Position = batch.Place ?? Position;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _following;
        _stopping.Dispose();
    }

    private async Task FollowAsync(IAsyncEnumerable<LiveBatch> followed)
    {
        try
        {
            await foreach (var batch in followed.WithCancellation(_stopping.Token))
            {
                _batches.Writer.TryWrite(batch);
            }
        }
        catch (OperationCanceledException)
        {
            _batches.Writer.TryComplete();
        }
        catch (Exception e)
        {
            _batches.Writer.TryComplete(e);
        }
    }
}
