using ConvLog;
using ConvLog.Hosting;
using ConvLog.Sqlite;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps a host's conversations in SQLite.</summary>
public static class ConvLogSqliteExtensions
{
    /// <summary>
    /// Keeps conversations in one SQLite file: <c>services.AddConvLog(options => options.UseSqlite("conversations.db"))</c>. The container closes it.
    /// </summary>
    /// <remarks>
    /// A file that cannot be used prevents neither the host from starting nor functions from running: the fault is logged and reported by health, and calls of
    /// the store fail. Privacy options, key ring, clock and logger are the host's, unless <paramref name="configure"/> sets others.
    /// </remarks>
    /// <param name="options">What <c>AddConvLog</c> hands out.</param>
    /// <param name="path">The file; relative to the working directory. Its folder must be there.</param>
    /// <param name="configure">Sets how the file is kept; null for the defaults.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null, empty or blank.</exception>
    public static ConvLogOptions UseSqlite(this ConvLogOptions options, string path, Action<SqliteStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options.LeavesAgentsToStore = false;
        return options.UseStore(provider =>
        {
            var settings = new SqliteStoreOptions { Privacy = options.Privacy, AllowAgentHandover = options.AllowAgentHandover, KeyRing = options.KeyRing,
                Logger = HostSettings.Logger(provider), TimeProvider = HostSettings.Time(provider) };
            configure?.Invoke(settings);
            options.AllowAgentHandover = settings.AllowAgentHandover;
            return SqliteConversationStore.OpenFor(path, settings);
        });
    }
}
