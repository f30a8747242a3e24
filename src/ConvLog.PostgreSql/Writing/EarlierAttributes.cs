using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Erasure;
using ConvLog.PostgreSql.Keys;
using ConvLog.Records;
using ConvLog.Storage.Background;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Writing;

/// <summary>
/// Adds the attributes of conversations that were stored before conversations were found by them (schema 9), in the background and in short transactions, from
/// the newest to the oldest. It needs their keys: while those cannot be had, it tries again every minute. Each host does it; what another one has added is left
/// as it is.
/// </summary>
internal sealed class EarlierAttributes : IAsyncDisposable
{
    // How many numbers are looked through at a time, and how many conversations of them are written in a transaction.
    private const long Span = 10_000;
    private const int Batch = 200;

    private const string FindNext = "SELECT convert_from(value, 'UTF8')::bigint FROM #.meta WHERE key = 'attributes_to_add'";
    private const string Finish = "DELETE FROM #.meta WHERE key = 'attributes_to_add'";

    private const string PutNext = """
        UPDATE #.meta SET value = convert_to($1::bigint::text, 'UTF8')
        WHERE key = 'attributes_to_add' AND convert_from(value, 'UTF8')::bigint > $1
        """;

    private const string FindConversations = """
        SELECT conversation, day, key FROM #.conversation
        WHERE conversation <= $1 AND conversation > $2 AND key IS NOT NULL AND position(convert_to('"attributes":', 'UTF8') in known) > 0
        ORDER BY conversation DESC LIMIT $3
        """;

    // In the order in which writes lock them. On a shard, a transaction sees what was there when it began, so writers wait for each other here.
    private const string LockIds = "SELECT 1 FROM #.conversation_id WHERE conversation = ANY($1) AND day = ANY($2) ORDER BY conversation FOR UPDATE";
    private const string Lock =
        "SELECT conversation, day, id, key FROM #.conversation WHERE conversation = ANY($1) AND day = ANY($2) ORDER BY conversation FOR UPDATE";

    private const string FindSubjects = "SELECT conversation, hash FROM #.subject WHERE conversation = ANY($1) AND day = ANY($2) AND kind = 2";

    private const string FindOpenings = """
        SELECT writer.conversation, writer.no, writer.opening, writer.checksum, pii.payload, pii.checksum
        FROM #.writer JOIN #.pii ON pii.conversation = writer.conversation AND pii.day = writer.day AND pii.kind = 1 AND pii.ref = writer.no
        WHERE writer.conversation = ANY($1) AND writer.day = ANY($2) AND pii.conversation = ANY($1) AND pii.day = ANY($2) AND writer.revision IS NOT NULL
        ORDER BY writer.conversation, writer.no
        """;

    private static readonly Dictionary<long, DataKey> s_none = [];
    private static readonly TimeSpan s_tryAgain = TimeSpan.FromMinutes(1);

    private readonly Database _database;
    private readonly DataKeys _keys;
    private readonly BackgroundLoop _loop;

    public EarlierAttributes(Database database, DataKeys keys)
    {
        (_database, _keys) = (database, keys);
        _loop = new BackgroundLoop(database.Options.TimeProvider);
    }

    /// <summary>Begins, where it was woken at once.</summary>
    public void Start() => _loop.Start(RunAsync, static _ => s_tryAgain); // What fails is reported by the database and the keys, and shown by health.

    /// <summary>Signals that the database was opened. Never waits.</summary>
    public void Wake() => _loop.Wake();

    /// <summary>Adds all there are.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        while (await _database.WriteAsync(FindNextAsync, cancellationToken).ConfigureAwait(false) is { } next)
        {
            long least = Math.Max(0, next - Span);
            var found = await _database.WriteAsync((session, token) => FindAsync(session, next, least, token), cancellationToken).ConfigureAwait(false);

            // Before the transaction that locks: the key ring may take its time.
            var keys = found.Count == 0 ? s_none : await KeysAsync(found, cancellationToken).ConfigureAwait(false);
            long rest = found.Count == Batch ? found[^1].Number - 1 : least;
            await _database.WriteAsync((session, token) => AddAsync(session, found, keys, rest, token), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stops. What is left is added by another host, or by the next one that starts.</summary>
    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    private async ValueTask<TimeSpan?> RunAsync(CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async ValueTask<IReadOnlyDictionary<long, DataKey>> KeysAsync(
        List<(long Number, int Day, long Key)> found, CancellationToken cancellationToken)
    {
        await _keys.DemandAsync(cancellationToken).ConfigureAwait(false);
        var keys = await _keys.FindAsync([.. found.Select(static one => one.Key)], cancellationToken).ConfigureAwait(false);
        foreach (var _ in found.Where(one => !keys.ContainsKey(one.Key)))
        {
            _database.Troubles.KeyMissing(); // Destroyed just now, or the keys are an older copy.
        }

        return keys;
    }

    // On the server that is written to: a replica may be behind.
    private static ValueTask<long?> FindNextAsync(Session session, CancellationToken cancellationToken)
        => session.NumberAsync(FindNext, [], cancellationToken);

    private static ValueTask<List<(long Number, int Day, long Key)>> FindAsync(Session session, long next, long least, CancellationToken cancellationToken)
        => session.ListAsync(FindConversations, [next, least, Batch], static row => (row.Int64(0), row.Int32(1), row.Int64(2)), cancellationToken);

    private async ValueTask<bool> AddAsync(
        Session session, List<(long Number, int Day, long Key)> found, IReadOnlyDictionary<long, DataKey> keys, long rest, CancellationToken cancellationToken)
    {
        if (found.Count > 0)
        {
            object?[] these = [found.Select(static one => one.Number).ToArray(), found.Select(static one => one.Day).Distinct().ToArray()];
            await (await RowsAsync(session, these, keys, cancellationToken).ConfigureAwait(false)).InsertAsync(session, cancellationToken)
                .ConfigureAwait(false);
        }

        await (rest > 0 ? session.RunAsync(PutNext, [rest], cancellationToken) : session.RunAsync(Finish, [], cancellationToken)).ConfigureAwait(false);
        return true;
    }

    // Of the conversations as they are now: one may have been written to, have expired or been erased since it was found.
    private async ValueTask<BulkRows> RowsAsync(
        Session session, object?[] these, IReadOnlyDictionary<long, DataKey> keys, CancellationToken cancellationToken)
    {
        var known = new Dictionary<long, (int Day, string Id, PersonalParts Parts)>();
        var openings = new Dictionary<long, List<ConversationRecord>>();
        var there = new HashSet<(long Conversation, string Hash)>();
        var reads = new Reads(session);
        reads.AddSilent(ErasureLock.Share);
        reads.Add(LockIds, these, static _ => { });
        reads.Add(Lock, these, row =>
        {
            if (row.OptionalInt64(3) is { } key && keys.TryGetValue(key, out var dataKey))
            {
                known[row.Int64(0)] = (row.Int32(1), row.Text(2), new PersonalParts(dataKey, isPurged: false, isHidden: false, _database.Troubles));
                openings[row.Int64(0)] = [];
            }
        });
        reads.Add(FindSubjects, these, row => there.Add((row.Int64(0), Convert.ToHexString(row.Bytes(1)))));
        reads.Add(FindOpenings, these, row =>
        {
            // Of a damaged opening nothing is used: a reader finds the damage.
            if (known.TryGetValue(row.Int64(0), out var conversation)
                && ConversationPayload.ChecksumOf(row.Int64(1), row.Bytes(2)) == row.Int64(3)
                && conversation.Parts.Open(row.Bytes(4), row.Int64(5), PiiKind.Opening, row.Int64(1)) is { } part)
            {
                openings[row.Int64(0)].Add(ConversationPayload.Read(conversation.Id, row.Bytes(2), part, pseudonym: null, out _));
            }
        });
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);

        var rows = new BulkRows("subject", "conversation bigint", "day bigint", "kind bigint", "hash bytea");
        foreach (var (number, stored) in openings)
        {
            foreach (var (kind, text) in Subjects.AttributesOf(stored))
            {
                byte[] hash = await _keys.HashOfAsync(text, cancellationToken).ConfigureAwait(false);
                if (there.Add((number, Convert.ToHexString(hash))))
                {
                    rows.Add(number, known[number].Day, kind, hash);
                }
            }
        }

        return rows;
    }
}
