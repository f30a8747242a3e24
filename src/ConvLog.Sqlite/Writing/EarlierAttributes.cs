using ConvLog.Records;
using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Storage.Background;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Writing;

/// <summary>
/// Adds the attributes of conversations that were stored before conversations were found by them (schema 9), in the background and in short transactions, from
/// the newest to the oldest. It needs their keys: while those cannot be had, it tries again every minute, and otherwise goes on with the next opening.
/// </summary>
internal sealed class EarlierAttributes : IDisposable
{
    // How many numbers are looked through at a time, and how many conversations of them are written in a transaction.
    private const long Span = 10_000;
    private const int Batch = 100;

    private const string FindNext = "SELECT value FROM meta WHERE key = 'attributes_to_add'";
    private const string PutNext = "UPDATE meta SET value = ?1 WHERE key = 'attributes_to_add' AND value > ?1";
    private const string Finish = "DELETE FROM meta WHERE key = 'attributes_to_add'";

    private const string FindConversations = """
        SELECT no, key FROM conversation WHERE no <= ?1 AND no > ?2 AND key IS NOT NULL AND known LIKE '%"attributes":%' ORDER BY no DESC LIMIT ?3
        """;

    private const string FindConversation = "SELECT id, key FROM conversation WHERE no = ?1 AND key IS NOT NULL";

    private const string FindOpenings = """
        SELECT writer.no, writer.opening, writer.checksum, pii.payload, pii.checksum
        FROM writer JOIN pii ON pii.kind = 1 AND pii.ref = writer.no
        WHERE writer.conversation = ?1 AND writer.revision IS NOT NULL ORDER BY writer.no
        """;

    private static readonly TimeSpan s_tryAgain = TimeSpan.FromMinutes(1);

    private readonly Database _database;
    private readonly KeysFile _keysFile;
    private readonly DataKeys _keys;
    private readonly BackgroundLoop _loop;

    public EarlierAttributes(Database database, KeysFile keysFile, DataKeys keys)
    {
        (_database, _keysFile, _keys) = (database, keysFile, keys);
        _loop = new BackgroundLoop(database.Options.TimeProvider);
    }

    /// <summary>Begins, where it was woken at once.</summary>
    public void Start() => _loop.Start(RunAsync, static _ => s_tryAgain); // What fails is reported by the database and the keys, and shown by health.

    /// <summary>Signals that the database was opened. Never waits.</summary>
    public void Wake() => _loop.Wake();

    /// <summary>Adds all there are. Others may add them at the same time.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        while (_database.Read(static session => session[FindNext].Scalar()) is { } next)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long least = Math.Max(0, next - Span);
            var found = _database.Read(session => Find(session, next, least));
            foreach (var (_, key) in found)
            {
                // The key ring may take its time, and no write waits for it here. What it unwraps is remembered for a while.
                if (_keys.Find(key) is null)
                {
                    _database.Troubles.KeyMissing(); // Destroyed just now, or the keys file is an older copy.
                }
            }

            long rest = found.Count == Batch ? found[^1].Number - 1 : least;
            await _database.WriteAsync(session => Add(session, found, rest), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stops. What is left is added after the next opening.</summary>
    public void Dispose() => _loop.Dispose();

    private async ValueTask<TimeSpan?> RunAsync(CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken).ConfigureAwait(false);
        return null;
    }

    private static List<(long Number, long Key)> Find(Session session, long next, long least)
    {
        var found = new List<(long Number, long Key)>();
        var rows = session[FindConversations].Bind(1, next).Bind(2, least).Bind(3, Batch);
        while (rows.Step())
        {
            found.Add((rows.Int64(0), rows.Int64(1)));
        }

        return found;
    }

    private bool Add(Session session, List<(long Number, long Key)> conversations, long rest)
    {
        if (conversations.Count > 0)
        {
            _keysFile.Demand(session);
        }

        foreach (var (number, _) in conversations)
        {
            Subjects.PutAttributes(session, _keys, number, Openings(session, number));
        }

        if (rest > 0)
        {
            session[PutNext].Bind(1, rest).Run();
        }
        else
        {
            session[Finish].Run();
        }

        return true;
    }

    // As they are now: it may have been written to, have expired or been erased since it was found.
    private List<ConversationRecord> Openings(Session session, long number)
    {
        var openings = new List<ConversationRecord>();
        if (Conversation(session, number) is not var (id, key) || _keys.Find(key) is not { } dataKey)
        {
            return openings;
        }

        var parts = new PersonalParts(dataKey, isPurged: false, isHidden: false, _database.Troubles);
        var rows = session[FindOpenings].Bind(1, number);
        while (rows.Step())
        {
            // Of a damaged opening nothing is used: a reader finds the damage.
            if (ConversationPayload.ChecksumOf(rows.Int64(0), rows.Bytes(1)) == rows.Int64(2)
                && parts.Open(rows, 3, PiiKind.Opening, rows.Int64(0)) is { } part)
            {
                openings.Add(ConversationPayload.Read(id, rows.Bytes(1), part, pseudonym: null, out _));
            }
        }

        return openings;
    }

    private static (string Id, long Key)? Conversation(Session session, long number)
    {
        var row = session[FindConversation].Bind(1, number);
        try
        {
            return row.Step() ? (row.Text(0), row.Int64(1)) : null;
        }
        finally
        {
            row.Reset();
        }
    }
}
