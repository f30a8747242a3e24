using ConvLog.PostgreSql;
using ConvLog.Privacy;
using ConvLog.Sqlite;
using ConvLog.Storage;

namespace WebConsole;

/// <summary>The store of the sample: a file in its folder, or a server.</summary>
internal static class SampleStore
{
    private const string File = "conversations.db";
    private const string KeyRingFile = "postgres-keyring";

    /// <summary>Whether the file exists.</summary>
    public static bool HasFile(string folder) => System.IO.File.Exists(Path.Combine(folder, File));

    /// <summary>Opens the store, and returns it with the object that closes it.</summary>
    /// <exception cref="IOException">The connection string is invalid.</exception>
    public static (IConversationStore Store, IAsyncDisposable Closing) Open(string? postgresConnection, string folder, TimeProvider time)
    {
        if (postgresConnection is null)
        {
            var file = new SqliteConversationStore(Path.Combine(folder, File), new SqliteStoreOptions { TimeProvider = time });
            return (file, file);
        }

        try
        {
            var server = new PostgreSqlConversationStore(postgresConnection,
                new PostgreSqlStoreOptions { TimeProvider = time, KeyRing = KeyRing.FromFile(Path.Combine(folder, KeyRingFile)) });
            return (server, server);
        }
        catch (ArgumentException misunderstood)
        {
            throw new IOException($"--postgres: {misunderstood.Message}", misunderstood);
        }
    }
}
