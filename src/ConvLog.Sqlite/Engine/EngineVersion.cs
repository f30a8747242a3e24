using ConvLog.Storage;
using SQLitePCL;

namespace ConvLog.Sqlite.Engine;

/// <summary>A version of SQLite.</summary>
/// <param name="Number">The result of <c>sqlite3_libversion_number</c>: 3053004 for 3.53.4.</param>
/// <param name="Name">The result of <c>sqlite3_libversion</c>.</param>
internal sealed record EngineVersion(int Number, string Name)
{
    // The first version without the WAL-reset bug, in which a checkpoint during a commit loses pages (https://sqlite.org/wal.html#walresetbug).
    private const int Oldest = 3_051_003;

    /// <summary>The version that this process uses.</summary>
    public static EngineVersion Running { get; } = Find();

    /// <summary>Why files are not safe with this engine, and the remedy; null if they are safe.</summary>
    public string? Refusal => Number >= Oldest
        ? null
        : $"SQLite {Name} can lose acknowledged entries (its WAL-reset bug, https://sqlite.org/wal.html#walresetbug). Use 3.51.3 or later: the library that "
            + "SQLitePCLRaw.bundle_e_sqlite3 brings, or a newer one of your own.";

    /// <summary>Makes sure that files are safe with this engine.</summary>
    /// <exception cref="ConversationStoreException">They are not.</exception>
    public void EnsureSupported()
    {
        if (Refusal is { } refusal)
        {
            throw new ConversationStoreException(StoreFault.Unusable, refusal);
        }
    }

    private static EngineVersion Find()
    {
        Batteries_V2.Init();
        return new EngineVersion(raw.sqlite3_libversion_number(), raw.sqlite3_libversion().utf8_to_string());
    }
}
