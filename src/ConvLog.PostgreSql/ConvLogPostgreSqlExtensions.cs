using ConvLog;
using ConvLog.Hosting;
using ConvLog.PostgreSql;
using ConvLog.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures a host to store its conversations in PostgreSQL.</summary>
public static class ConvLogPostgreSqlExtensions
{
    /// <summary>
    /// Stores conversations on a server that other hosts can share: <c>services.AddConvLog(options => options.UsePostgreSql("Host=…"))</c>. The container
    /// closes the connections.
    /// </summary>
    /// <remarks>
    /// A server that cannot be reached prevents neither the host from starting nor functions from running: the failure is logged and reported by health, and
    /// calls of the store fail. Privacy options, key ring, clock and logger are the host's, unless <paramref name="configure"/> sets others.
    /// </remarks>
    /// <param name="options">The options that <c>AddConvLog</c> provides.</param>
    /// <param name="connectionString">The Npgsql connection string of the server.</param>
    /// <param name="configure">Configures the store; null for the defaults.</param>
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
            bool isLater = StorageServices.OpensLater(provider);
            return new StorePlan(host => new PostgreSqlConversationStore(connectionString, settings, isLater, StorageServices.TimeToClose(host)));
        });
        options.LeavesAgentsToStore = false;
        return options;
    }
}
