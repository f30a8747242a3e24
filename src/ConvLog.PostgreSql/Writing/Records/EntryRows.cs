using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using Npgsql;

namespace ConvLog.PostgreSql.Writing.Records;

/// <summary>The rows of the entries that a batch adds.</summary>
/// <param name="entries">The entries as bytes.</param>
internal sealed class EntryRows(PreparedEntries entries)
{
    private const int Columns = 10;

    // Up to this many entries of a batch are inserted with the other rows instead of copied: a COPY takes two round trips of its own.
    private const int MostInserted = 300;

    private const string Copy = "COPY #.entry# (conversation, day, no, scope, kind, time, content, fields, masked, checksum) FROM STDIN (FORMAT BINARY)";

    private static readonly string[] s_columns =
    [
        "conversation bigint", "day bigint", "no bigint", "scope bigint", "kind bigint", "time bigint", "content bytea", "fields bytea", "masked bytea",
            "checksum bigint",
    ];

    private readonly List<EntryRow> _entries = [];

    public void Add(in EntryRow entry) => _entries.Add(entry);

    /// <summary>The entry of a conversation with a place (<see cref="EntryNumber.PositionOf"/>).</summary>
    public EntryRow Find(ConversationChange change, long place)
        => _entries.Find(entry => ReferenceEquals(entry.Change, change) && EntryNumber.PositionOf(entry.Number) == place);

    /// <summary>Copies the entries, if there are many.</summary>
    public async ValueTask CopyManyAsync(Session session, CancellationToken cancellationToken)
    {
        if (_entries.Count <= MostInserted)
        {
            return;
        }

        var rows = new CopyRows(_entries.Count * 300);
        foreach (var entry in _entries)
        {
            AddTo(rows, entry);
        }

        rows.End();
        await session.CopyAsync(Copy, rows, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Inserts the entries, unless they are copied.</summary>
    public void InsertFewBy(Session session, NpgsqlBatch batch)
    {
        if (_entries.Count > MostInserted)
        {
            return;
        }

        var rows = new BulkRows("entry#", s_columns);
        foreach (var entry in _entries)
        {
            bool isPersonal = (entry.Kind & EntryPayload.PersonalKind) != 0;
            var fields = entries.Fields(entry.Record);
            rows.Add(
                entry.Change.Number, entry.Change.Day, entry.Number, entry.Scope, (long)entry.Kind, entry.Time,
                    isPersonal ? null : entries.Content(entry.Record).ToArray(),
                isPersonal || fields.IsEmpty ? null : fields.ToArray(), isPersonal ? null : entries.Masked(entry.Record), entry.Checksum);
        }

        rows.InsertBy(session, batch);
    }

    private void AddTo(CopyRows rows, in EntryRow entry)
    {
        rows.Begin(Columns);
        rows.Add(entry.Change.Number);
        rows.Add(entry.Change.Day);
        rows.Add(entry.Number);
        rows.Add(entry.Scope);
        rows.Add(entry.Kind);
        rows.Add(entry.Time);
        if ((entry.Kind & EntryPayload.PersonalKind) != 0)
        {
            rows.AddNull();
            rows.AddNull();
            rows.AddNull();
        }
        else
        {
            rows.Add(entries.Content(entry.Record));
            AddOrNull(rows, entries.Fields(entry.Record));
            AddOrNull(rows, entries.Masked(entry.Record));
        }

        rows.Add(entry.Checksum);
    }

    private static void AddOrNull(CopyRows rows, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            rows.AddNull();
        }
        else
        {
            rows.Add(value);
        }
    }
}

/// <summary>An entry that is written. <see cref="Record"/> is its position in the batch.</summary>
internal readonly record struct EntryRow(ConversationChange Change, long Number, int Scope, short Kind, long Time, int Record, long Checksum);
