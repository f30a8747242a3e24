using System.Security.Cryptography;
using System.Text;
using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Background;

namespace ConvLog.PostgreSql.Live;

/// <summary>
/// Tells other hosts that something was written (NOTIFY): at once, and then at most once in 50 ms. In a transaction of its own after the commits, since the
/// server lets those that notify commit one at a time.
/// </summary>
internal sealed class ArrivalNotices : IAsyncDisposable
{
    private const string Notify = "SELECT 1 FROM pg_notify(convert_from($1, 'UTF8'), convert_from($2, 'UTF8'))";

    private static readonly TimeSpan s_gather = TimeSpan.FromMilliseconds(50);

    private readonly Database _database;
    private readonly BackgroundLoop _loop;

    public ArrivalNotices(Database database)
    {
        _database = database;
        Name = NameOf(database.Schema);
        _loop = new BackgroundLoop(database.Options.TimeProvider) { Rest = static () => s_gather };

        // The database reports failures to health. Other hosts look from time to time, whether they are notified or not.
        _loop.Start(SendAsync, static _ => null);
    }

    /// <summary>What tells this host's own notices.</summary>
    public string Host { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The channel, one for each schema.</summary>
    public string Name { get; }

    /// <summary>How many were sent.</summary>
    public int Sent { get; private set; }

    /// <summary>Says that something was committed. Never waits.</summary>
    public void Wrote() => _loop.Wake();

    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    // A channel's name has at most 63 bytes, and a schema's may have as many.
    private static string NameOf(string schema)
        => $"convlog_{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(schema)).AsSpan(0, 16)).ToLowerInvariant()}";

    private async ValueTask<TimeSpan?> SendAsync(CancellationToken cancellationToken)
    {
        await _database.WriteAsync((session, cancellation) => session.NumberAsync(Notify, [Name, Host], cancellation), cancellationToken).ConfigureAwait(false);
        Sent++;
        return null;
    }
}
