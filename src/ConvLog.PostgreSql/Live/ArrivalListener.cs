using ConvLog.PostgreSql.Connections;
using Npgsql;

namespace ConvLog.PostgreSql.Live;

/// <summary>
/// Listens for notices of other hosts (LISTEN), on a dedicated connection that is not pooled. A lost connection is reopened after a growing pause, and an idle
/// one is checked with a ping. Whenever it begins to listen, waiting readers must check for arrivals: earlier notices were missed.
/// </summary>
internal sealed class ArrivalListener : IAsyncDisposable
{
    private const string Ping = "SELECT 1";

    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_shortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(10);

    private readonly NpgsqlDataSource _source;
    private readonly string _channel;
    private readonly string _host;
    private readonly TimeProvider _time;
    private readonly Action _heard;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private volatile string? _lastFailure;
    private volatile bool _isListening;

    /// <param name="connectionString">The server, bypassing a pooler.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="host">The ID of this host, whose own notices are ignored.</param>
    /// <param name="time">The clock.</param>
    /// <param name="heard">Called when there may be arrivals. Must not block.</param>
    public ArrivalListener(string connectionString, string channel, string host, TimeProvider time, Action heard)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = (int)s_silence.TotalSeconds };
        settings.Timeout = Math.Min(settings.Timeout, settings.CommandTimeout);
        _source = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString).EnableTransportSecurity()
            .ConfigureTypeLoading(static types => types.EnableTypeLoading(false)).Build();
        (_channel, _host, _time, _heard) = (channel, host, time, heard);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Whether it is listening.</summary>
    public bool IsListening => _isListening;

    /// <summary>Why it is not listening, for health; null while it is.</summary>
    public string? LastFailure => _lastFailure;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        var pause = s_shortestPause;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(() => pause = s_shortestPause).ConfigureAwait(false);
            }
            catch (Exception) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Until the connection is back, writes of other hosts are found by polling.
                _isListening = false;
                _lastFailure = $"Since {_time.GetUtcNow():O}: {Faults.Of(e, "The server that is listened to").Message}";
                await Task.Delay(pause, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, s_longestPause.Ticks));
            }
        }
    }

    private async Task ListenAsync(Action begun)
    {
        var connection = await _source.OpenConnectionAsync(_stopping.Token).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        connection.Notification += (_, notice) =>
        {
            if (!string.Equals(notice.Payload, _host, StringComparison.Ordinal))
            {
                _heard();
            }
        };
        await RunAsync(connection, $"LISTEN {_channel}").ConfigureAwait(false);
        (_isListening, _lastFailure) = (true, null);
        begun();
        _heard();
        while (true)
        {
            if (!await connection.WaitAsync(s_silence, _stopping.Token).ConfigureAwait(false))
            {
                await RunAsync(connection, Ping).ConfigureAwait(false);
            }
        }
    }

    private async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var disposing = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(_stopping.Token).ConfigureAwait(false);
    }
}
