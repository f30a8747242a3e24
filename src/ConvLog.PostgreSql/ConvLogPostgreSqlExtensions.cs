using ConvLog;
using ConvLog.Hosting;
using ConvLog.PostgreSql;
using ConvLog.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps a host's conversations in PostgreSQL.</summary>
public static class ConvLogPostgreSqlExtensions
{
    /// <summary>
    /// Keeps conversations on a server, together with other hosts: <c>services.AddConvLog(options => options.UsePostgreSql("Host=…"))</c>. The container closes
    /// the connections.
    /// </summary>
    /// <remarks>
    /// A server that cannot be reached prevents neither the host from starting nor functions from running: the fault is logged and reported by health, and
    /// calls of the store fail. Privacy options, key ring, clock and logger are the host's, unless <paramref name="configure"/> sets others.
    /// </remarks>
    /// <param name="options">What <c>AddConvLog</c> hands out.</param>
    /// <param name="connectionString">The server, as Npgsql takes it.</param>
    /// <param name="configure">Sets how the data is kept; null for the defaults.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> is null, empty or blank.</exception>
    public static ConvLogOptions UsePostgreSql(this ConvLogOptions options, string connectionString, Action<PostgreSqlStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        options.UseStore((hosts, provider) =>
        {
            var settings = new PostgreSqlStoreOptions { Privacy = hosts.Privacy, AllowAgentHandover = hosts.AllowAgentHandover, KeyRing = hosts.KeyRing,
                Logger = HostSettings.Logger(provider), TimeProvider = HostSettings.Time(hosts, provider) };
            configure?.Invoke(settings);
            HostSettings.Complete(provider, "PostgreSql", settings);
            hosts.AllowAgentHandover = settings.AllowAgentHandover;
            return new StorePlan(_ => new PostgreSqlConversationStore(connectionString, settings, StorageServices.OpensLater(provider)));
        });
        options.LeavesAgentsToStore = false;
        return options;
    }
}
