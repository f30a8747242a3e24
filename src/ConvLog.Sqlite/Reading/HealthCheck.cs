using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Erasure;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Live;
using ConvLog.Sqlite.Schema;
using ConvLog.Sqlite.Summaries;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;
using ConvLog.Storage.Health;

namespace ConvLog.Sqlite.Reading;

/// <summary>Checks the health of a store: what its calls reported, and what its files show now.</summary>
/// <param name="database">The data.</param>
/// <param name="keysFile">The keys file.</param>
/// <param name="keys">The keys in it.</param>
/// <param name="indexer">The text index.</param>
internal sealed class HealthCheck(Database database, KeysFile keysFile, DataKeys keys, TextIndexer indexer)
{
    // As for a list: a higher count is of no use to a person, and takes time to read row by row.
    private const int MostDeadLetters = 100_000;
    private const string FreelistCountPragma = "PRAGMA freelist_count";
    private const string UserVersionPragma = "PRAGMA user_version";
    private const string FindToIndex = "SELECT (SELECT max(no) FROM to_index) - (SELECT min(no) FROM to_index) + 1";
    private const string FindOldestToIndex = "SELECT since FROM to_index ORDER BY no LIMIT 1";
    private const string CountRemoval = "SELECT count(*) FROM removal";
    private const string CountLostKey = "SELECT count(*) FROM lost_key";

    /// <summary>Checks every part.</summary>
    public StoreHealth Run()
    {
        var schema = SchemaPart();
        var figures = TryReadFigures();
        var file = FileFigures.Of(database.Path);
        var writing = database.Troubles.Writing();
        if (database.Options.ReadOnly && writing.Status == StoreHealthStatus.Healthy)
        {
            writing = writing with { Message = "The store was opened read-only: nothing is written." };
        }

        if (figures is not null)
        {
            file["free_pages"] = figures.FreePages;
            file["schema"] = figures.Schema;
            writing = writing with { Figures =
                new Dictionary<string, double>(writing.Figures, StringComparer.Ordinal) { ["dead_letters"] = figures.DeadLetters } };
        }

        return new StoreHealth(
            [writing, database.Troubles.Reading(), FilePart(file, figures), IndexPart(figures), ListsPart(figures), KeysPart(), ErasurePart(figures),
                EngineHealth.Part(), schema, DiskPart(file)]);
    }

    // Null if the store does not work; its troubles say why.
    private StoredFigures? TryReadFigures()
    {
        try
        {
            return database.Probe(static session => new StoredFigures(
                session.Number(FreelistCountPragma) ?? 0,
                session.Number(UserVersionPragma) ?? 0,
                session[$"SELECT count(*) FROM (SELECT 1 FROM dead_letter LIMIT {MostDeadLetters})"].Scalar() ?? 0,
                session[FindToIndex].Scalar() ?? 0,
                session[FindOldestToIndex].Scalar(),
                session[CountRemoval].Scalar() ?? 0,
                session[CountLostKey].Scalar() ?? 0,
                DeletionTraces.CountTraces(session) is not null,
                MissingConversations.Read(session),
                DueArrivals.Since(session, withPii: true),
                DueArrivals.Since(session, withPii: false),
                session[SetAsideConversations.Count].Scalar() ?? 0));
        }
        catch (Exception)
        {
            return null;
        }
    }

    private HealthPart SchemaPart()
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        var look = TryLookAtSchema();
        if (look is not null)
        {
            figures["schema"] = look.Version;
            database.Troubles.SchemaChecked(matches: look.Difference is null);
        }

        return database.Troubles.Schema(look is not null, look?.Difference, figures);
    }

    // Null if the store does not work; its troubles say why.
    private SchemaLook? TryLookAtSchema()
    {
        try
        {
            return database.Probe(static session => new SchemaLook(session.Number(UserVersionPragma) ?? 0, Migrations.Difference(session, FileKind.Data)));
        }
        catch (Exception)
        {
            return null;
        }
    }

    private HealthPart DiskPart(Dictionary<string, double> file)
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal) { ["size_bytes"] = file["size_bytes"], ["wal_bytes"] = file["wal_bytes"] };
        bool isLow = false;
        foreach (var (name, path) in (ReadOnlySpan<(string, string)>)[("free_bytes", database.Path), ("keys_free_bytes", keysFile.Path)])
        {
            if (DiskSpace.Of(path) is { } room)
            {
                figures[name] = room.Free;
                isLow |= room.IsBelow(database.Options.LowDiskSpace);
            }
        }

        return database.Troubles.Disk(figures, isLow);
    }

    private HealthPart FilePart(Dictionary<string, double> file, StoredFigures? figures)
    {
        if (figures is not null)
        {
            file["missing_conversations"] = figures.Missing?.Count ?? 0;
        }

        var part = database.Troubles.File(file);
        return part.Status == StoreHealthStatus.Healthy
            && MissingConversations.Report(figures?.Missing, database.Options.TimeProvider.GetUtcNow()) is { } message
            ? part with { Status = StoreHealthStatus.Degraded, Message = message }
            : part;
    }

    private HealthPart IndexPart(StoredFigures? figures)
    {
        if (figures is null)
        {
            return IndexHealth.Unknown;
        }

        var lag = figures.PendingSince is { } since ? database.Options.TimeProvider.GetUtcNow() - Statement.TimeOf(since) : TimeSpan.Zero;
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["pending_documents"] = figures.PendingDocuments,
            ["lag_seconds"] = Math.Max(0, lag.TotalSeconds),
            ["unreadable_documents"] = indexer.Unreadable,
        };
        return IndexHealth.Of(numbers, lag, database.Options.IndexText, canIndex: !database.Options.ReadOnly, indexer.LastFailure);
    }

    private HealthPart ListsPart(StoredFigures? figures) => figures is null
        ? ListsHealth.Unknown
        : ListsHealth.Of(
            figures.Due,
            figures.VisibleDue,
            database.Options.TimeProvider.GetUtcNow(),
            figures.SetAside,
            canCount: !database.Options.ReadOnly);

    private HealthPart ErasurePart(StoredFigures? figures)
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        if (figures is not null)
        {
            numbers["pending_removals"] = figures.Removals;
            numbers["lost_keys"] = figures.LostKeys;
        }

        (bool hasTraces, bool hasErasures) = KeysToClean();
        if (figures is not null)
        {
            numbers["unclean_files"] = figures.HasTraces || hasTraces ? 1 : 0;
        }

        if (figures is { Removals: 0, LostKeys: 0, HasTraces: false } && !hasTraces && !hasErasures)
        {
            database.Troubles.ErasureWorks(); // The background task failed to read, but has no work to do.
        }

        return database.Troubles.Erasure(numbers);
    }

    private HealthPart KeysPart()
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        if (database.Options.HidesPersonalData)
        {
            return new HealthPart("keys", StoreHealthStatus.Degraded,
                $"The store was opened read-only, and without {nameof(SqliteStoreOptions.ReadOnlyAccessLog)} nobody could see who read personal data: it is "
                + "hidden.", figures);
        }

        try
        {
            figures["ring_beside_data"] = keys.IsRingNextToData(database.Path) ? 1 : 0;
            (figures["keys"], figures["wrapped_by_older"]) = keys.Check();
            database.Troubles.KeysWork();
            return database.Troubles.Keys(figures, failure: null);
        }
        catch (Exception e) when (e is ConversationStoreException or ObjectDisposedException)
        {
            return database.Troubles.Keys(figures, e);
        }
    }

    // Unknown for a file that cannot be read, which the part on keys reports.
    private (bool HasTraces, bool HasErasures) KeysToClean()
    {
        try
        {
            return keysFile.Read(static session => (DeletionTraces.CountTraces(session) is not null, Receipts.ToClean(session).Count > 0));
        }
        catch (Exception e) when (e is ConversationStoreException or ObjectDisposedException)
        {
            return (false, true);
        }
    }

    private sealed record SchemaLook(long Version, string? Difference);

    private sealed record StoredFigures(long FreePages, long Schema, long DeadLetters, long PendingDocuments, long? PendingSince, long Removals, long LostKeys,
        bool HasTraces, (long Count, DateTimeOffset Since)? Missing, DateTimeOffset? Due, DateTimeOffset? VisibleDue, long SetAside);
}
