using ConvLog;
using ConvLog.Hosting;
using ConvLog.Sqlite;
using ConvLog.Sqlite.Files;
using ConvLog.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Stores a host's conversations in SQLite.</summary>
public static class ConvLogSqliteExtensions
{
    /// <summary>
    /// Stores conversations in one SQLite file: <c>services.AddConvLog(options => options.UseSqlite("conversations.db"))</c>. The container closes it.
    /// </summary>
    /// <remarks>
    /// The file is opened at once; in a host with <c>AddConvLogConsole</c>, when the server has started, or earlier if something is logged or read. A missing
    /// folder is then created; if that is not possible, or <see cref="SqliteStoreOptions.CreateFolder"/> is false, the host does not start. A file that cannot
    /// be used prevents neither the host from starting nor functions from running: the fault is logged and reported by health, and calls of the store fail.
    /// Privacy options, key ring, clock and logger are the host's, unless <paramref name="configure"/> sets others. The configuration section
    /// <c>ConvLog:Sqlite</c> is applied next (see <see cref="ConvLogOptions"/>), then <c>services.Configure&lt;SqliteStoreOptions&gt;(…)</c>.
    /// </remarks>
    /// <param name="options">The options of <c>AddConvLog</c>.</param>
    /// <param name="path">The file, absolute or relative to the working directory.</param>
    /// <param name="configure">Configures the store; null for the defaults.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null, empty or blank, a connection string, or means a database in memory.</exception>
    public static ConvLogOptions UseSqlite(this ConvLogOptions options, string path, Action<SqliteStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        PathArgument.Check(path);
        options.UseStore((hosts, provider) =>
        {
            var settings = new SqliteStoreOptions { Privacy = hosts.Privacy, AllowAgentHandover = hosts.AllowAgentHandover, KeyRing = hosts.KeyRing,
                Logger = HostSettings.Logger(provider), TimeProvider = HostSettings.Time(hosts, provider) };
            configure?.Invoke(settings);
            HostSettings.Complete(provider, "Sqlite", settings);
            hosts.AllowAgentHandover = settings.AllowAgentHandover;
            bool isLater = StorageServices.OpensLater(provider);
            return new StorePlan(
                host => SqliteConversationStore.OpenFor(path, settings, isLater, StorageServices.TimeToClose(host)), StoreFolder.Problem(path, settings));
        });
        options.LeavesAgentsToStore = false;
        return options;
    }
}
