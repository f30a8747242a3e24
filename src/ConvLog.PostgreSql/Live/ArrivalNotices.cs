using System.Security.Cryptography;
using System.Text;
using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Background;

namespace ConvLog.PostgreSql.Live;

/// <summary>
/// Notifies other hosts of writes (NOTIFY): at once, and then at most once in 50 ms. Uses a separate transaction after the commits, because the server commits
/// notifying transactions one at a time.
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
        _loop = new BackgroundLoop(database.Options.TimeProvider) { MinimumDelay = static () => s_gather };

        // The database reports failures to health. Other hosts poll from time to time in any case.
        _loop.Start(SendAsync, static _ => null);
    }

    /// <summary>Identifies this host's own notices.</summary>
    public string Host { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The channel, one for each schema.</summary>
    public string Name { get; }

    /// <summary>The number of notices sent.</summary>
    public int Sent { get; private set; }

    /// <summary>Signals that something was committed. Never waits.</summary>
    public void Wrote() => _loop.Wake();

    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    // The name of a channel has at most 63 bytes, as does that of a schema.
    private static string NameOf(string schema)
        => $"convlog_{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(schema)).AsSpan(0, 16)).ToLowerInvariant()}";

    private async ValueTask<TimeSpan?> SendAsync(CancellationToken cancellationToken)
    {
        await _database.WriteAsync((session, cancellation) => session.NumberAsync(Notify, [Name, Host], cancellation), cancellationToken).ConfigureAwait(false);
        Sent++;
        return null;
    }
}
