using ConvLog.Storage;
using SQLitePCL;

namespace ConvLog.Sqlite.Engine;

/// <summary>A version of SQLite, and which of its known faults matter here.</summary>
/// <param name="Number">As <c>sqlite3_libversion_number</c> gives it: 3035005 for 3.35.5.</param>
/// <param name="Name">As <c>sqlite3_libversion</c> gives it.</param>
internal sealed record EngineVersion(int Number, string Name)
{
    /// <summary>The one this process uses.</summary>
    public static EngineVersion Running { get; } = Find();

    /// <summary>
    /// Whether a checkpoint that overlaps a commit which restarts the WAL loses pages: 3.7.0 to 3.51.2, but for 3.50.7 and 3.44.6 and what followed these.
    /// </summary>
    /// <remarks>Source: https://sqlite.org/wal.html#walresetbug.</remarks>
    public bool HasLogResetFault
        => Number is >= 3_007_000 and < 3_051_003
        && Number is not (>= 3_050_007 and < 3_051_000) and not (>= 3_044_006 and < 3_045_000);

    /// <summary>Whether CVE-2025-6965 is in it, memory corruption by a statement with more aggregates than columns: before 3.50.2.</summary>
    public bool HasAggregateFault => Number < 3_050_002;

    /// <summary>Makes sure that files are safe with this engine.</summary>
    /// <param name="isGuarded">Whether the store's own VFS is used.</param>
    /// <exception cref="ConversationStoreException">They are not.</exception>
    public void Demand(bool isGuarded)
    {
        if (HasLogResetFault && !isGuarded)
        {
            throw new ConversationStoreException(
                StoreFault.Unusable,
                $"SQLite {Name} can lose acknowledged entries (its WAL-reset bug, https://sqlite.org/wal.html#walresetbug), and its functions cannot be found, "
                    + "so that the store cannot guard against it. Use SQLite 3.51.3 or later, or the bundled engine.");
        }
    }

    private static EngineVersion Find()
    {
        Batteries_V2.Init();
        return new EngineVersion(raw.sqlite3_libversion_number(), raw.sqlite3_libversion().utf8_to_string());
    }
}
