using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using ConvLog.Storage;

namespace ConvLog.PostgreSql;

/// <summary>
/// Tells other hosts that something was written (NOTIFY): at once, and then at most once in 50 ms. In a transaction of its own after the commits, since the server lets those that
/// notify commit one at a time.
/// </summary>
internal sealed class ArrivalNotices : IAsyncDisposable
{
    private static readonly TimeSpan s_gather = TimeSpan.FromMilliseconds(50);

    private readonly Database _database;
    private readonly Channel<bool> _written = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    public ArrivalNotices(Database database)
    {
        _database = database;
        Name = NameOf(database.Schema);
        _running = Task.Run(RunAsync);
    }

    /// <summary>What tells this host's own notices.</summary>
    public string Host { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The channel, one for each schema.</summary>
    public string Name { get; }

    /// <summary>How many were sent.</summary>
    public int Sent { get; private set; }

    /// <summary>Says that something was committed. Never waits.</summary>
    public void Wrote() => _written.Writer.TryWrite(true);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stopping.Dispose();
    }

    // A channel's name has at most 63 bytes, and a schema's may have as many.
    private static string NameOf(string schema) => $"convlog_{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(schema)).AsSpan(0, 16)).ToLowerInvariant()}";

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await _written.Reader.ReadAsync(_stopping.Token).ConfigureAwait(false);
                await SendAsync().ConfigureAwait(false);
                await Task.Delay(s_gather, _database.Options.TimeProvider, _stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Other hosts look from time to time, whether they are told or not.
        }
    }

    private async ValueTask SendAsync()
    {
        try
        {
            await _database.WriteAsync(
                async (session, cancellation) => await session.NumberAsync("SELECT 1 FROM pg_notify(convert_from($1, 'UTF8'), convert_from($2, 'UTF8'))", [Name, Host], cancellation).ConfigureAwait(false),
                _stopping.Token).ConfigureAwait(false);
            Sent++;
        }
        catch (ConversationStoreException)
        {
            // Health has it from the database. Other hosts look from time to time, whether they are told or not.
        }
    }
}
