using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Erasure;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Live;
using ConvLog.Sqlite.Schema;
using ConvLog.Sqlite.Summaries;
using ConvLog.Storage;
using ConvLog.Storage.Health;

namespace ConvLog.Sqlite;

public sealed partial class SqliteConversationStore
{
    // As for a list: a higher count is of no use to a person, and takes time to read row by row.
    private const int MostDeadLetters = 100_000;
    private const string FreelistCountPragma = "PRAGMA freelist_count";
    private const string UserVersionPragma = "PRAGMA user_version";
    private const string FindToIndex = "SELECT (SELECT max(no) FROM to_index) - (SELECT min(no) FROM to_index) + 1";
    private const string FindOldestToIndex = "SELECT since FROM to_index ORDER BY no LIMIT 1";
    private const string CountRemoval = "SELECT count(*) FROM removal";
    private const string CountLostKey = "SELECT count(*) FROM lost_key";

    private static readonly TimeSpan s_mostLag = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public ValueTask<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var schema = SchemaPart();
        var figures = TryReadFigures();
        var file = FileFigures.Of(_database.Path);
        var writing = _database.Troubles.Writing();
        if (_database.Options.ReadOnly && writing.Status == StoreHealthStatus.Healthy)
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

        return new(new StoreHealth(
            [writing, _database.Troubles.Reading(), FilePart(file, figures), IndexPart(figures), ListsPart(figures), KeysPart(), ErasurePart(figures),
                EngineHealth.Part(), schema, DiskPart(file)]));
    }

    // Null if the store does not work; its troubles say why.
    private StoredFigures? TryReadFigures()
    {
        try
        {
            return _database.Probe(static session => new StoredFigures(
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
            _database.Troubles.SchemaChecked(matches: look.Difference is null);
        }

        return _database.Troubles.Schema(look is not null, look?.Difference, figures);
    }

    // Null if the store does not work; its troubles say why.
    private SchemaLook? TryLookAtSchema()
    {
        try
        {
            return _database.Probe(static session => new SchemaLook(session.Number(UserVersionPragma) ?? 0, Migrations.Difference(session, FileKind.Data)));
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
        foreach (var (name, path) in (ReadOnlySpan<(string, string)>)[("free_bytes", _database.Path), ("keys_free_bytes", _keysFile.Path)])
        {
            if (DiskSpace.Of(path) is { } room)
            {
                figures[name] = room.Free;
                isLow |= room.IsBelow(_database.Options.LowDiskSpace);
            }
        }

        return _database.Troubles.Disk(figures, isLow);
    }

    private HealthPart FilePart(Dictionary<string, double> file, StoredFigures? figures)
    {
        if (figures is not null)
        {
            file["missing_conversations"] = figures.Missing?.Count ?? 0;
        }

        var part = _database.Troubles.File(file);
        return part.Status == StoreHealthStatus.Healthy
            && MissingConversations.Report(figures?.Missing, _database.Options.TimeProvider.GetUtcNow()) is { } message
            ? part with { Status = StoreHealthStatus.Degraded, Message = message }
            : part;
    }

    private HealthPart IndexPart(StoredFigures? figures)
    {
        if (figures is null)
        {
            return new HealthPart("index", StoreHealthStatus.Degraded, "The index's work list cannot be read.",
                new Dictionary<string, double>(StringComparer.Ordinal));
        }

        var lag = figures.PendingSince is { } since ? _database.Options.TimeProvider.GetUtcNow() - Statement.TimeOf(since) : TimeSpan.Zero;
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["pending_documents"] = figures.PendingDocuments,
            ["lag_seconds"] = Math.Max(0, lag.TotalSeconds),
            ["unreadable_documents"] = _indexer.Unreadable,
        };
        return lag > s_mostLag && _database.Options is { IndexText: true, ReadOnly: false }
            ? new HealthPart("index", StoreHealthStatus.Degraded, _indexer.LastFailure ?? "The text index is behind: searches do not find the latest data yet.",
            numbers)
            : new HealthPart("index", StoreHealthStatus.Healthy, _database.Options.IndexText ? "It works." : "This store does not index text.", numbers);
    }

    private HealthPart ListsPart(StoredFigures? figures) => figures is null
        ? ListsHealth.Unknown
        : ListsHealth.Of(
            figures.Due,
            figures.VisibleDue,
            _database.Options.TimeProvider.GetUtcNow(),
            figures.SetAside,
            canCount: !_database.Options.ReadOnly);

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
            _database.Troubles.ErasureWorks(); // The background task failed to read, but has no work to do.
        }

        return _database.Troubles.Erasure(numbers);
    }

    // Unknown for a file that cannot be read, which the part on keys reports.
    private (bool HasTraces, bool HasErasures) KeysToClean()
    {
        try
        {
            return _keysFile.Read(static session => (DeletionTraces.CountTraces(session) is not null, Receipts.ToClean(session).Count > 0));
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
