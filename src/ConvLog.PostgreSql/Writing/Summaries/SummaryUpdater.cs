using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Erasure;
using ConvLog.PostgreSql.Keys;
using ConvLog.PostgreSql.Reading;
using ConvLog.PostgreSql.Retention;
using ConvLog.PostgreSql.Schema;
using ConvLog.Storage;
using ConvLog.Storage.Background;
using Npgsql;

namespace ConvLog.PostgreSql.Writing.Summaries;

/// <summary>
/// Updates the rows that lists show from the work list <see cref="CountQueue"/>: in the background, within a second while there are readers and within five
/// seconds otherwise, and on request of a reader. An open conversation is counted once in that time, however many steps it took. One host counts at a time;
/// if it stops, the next one continues its work.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="keys">The keys of personal data, for titles.</param>
/// <param name="partitions">The existing partitions.</param>
internal sealed class SummaryUpdater(Database database, DataKeys keys, Partitions partitions) : IAsyncDisposable
{
    // Held until the transaction ends.
    private const string Turn = """
        SELECT count(pg_catalog.pg_advisory_xact_lock(
            pg_catalog.hashtextextended('convlog counts conversations ' || '#.to_count'::pg_catalog.regclass::pg_catalog.oid, 0)))
        """;

    private const string FindIds = "SELECT id, conversation, day FROM #.conversation WHERE conversation = ANY($1) AND day = ANY($2) ORDER BY conversation";
    private const string FindOne = "SELECT id, conversation, day FROM #.conversation_id WHERE id = $1";

    // The interval for picking up work of stopped hosts, and conversations that were set aside.
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _updating = new(1, 1);
    private BackgroundLoop? _loop;
    private long _retried = long.MinValue;

    /// <summary>Starts counting in the background.</summary>
    /// <param name="pace">How long to wait between two passes.</param>
    public void Start(BatchingDelay pace)
    {
        _loop = new BackgroundLoop(database.Options.TimeProvider) { Interval = s_lookAgain, MinimumDelay = pace.GetDelay };
        _loop.Wake();
        _loop.Start(
            async cancellationToken =>
            {
                await RetryAsync(cancellationToken).ConfigureAwait(false);
                await UpdateAsync(cancellationToken).ConfigureAwait(false);
                return null;
            },
            static _ => null); // The database reports failures to health; the next write tries again.
    }

    /// <summary>Requests a pass soon, after a write. Never waits.</summary>
    public void Wake() => _loop?.Wake();

    /// <summary>Counts all pending work for a reader, who waits at most 100 ms.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
        => BatchingDelay.WaitAsync(() => UpdateAsync(CancellationToken.None), database.Options.TimeProvider, cancellationToken);

    /// <summary>Counts one conversation for a reader, who waits at most 100 ms.</summary>
    public Task WaitForAsync(string conversationId, CancellationToken cancellationToken)
        => BatchingDelay.WaitAsync(() => UpdateAsync(conversationId), database.Options.TimeProvider, cancellationToken);

    /// <summary>Counts everything that was committed before the call.</summary>
    public async Task UpdateAsync(CancellationToken cancellationToken)
    {
        await _updating.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            long? last = await LastAsync(cancellationToken).ConfigureAwait(false);
            while (last is { } end && await UpdateNextAsync(end, cancellationToken).ConfigureAwait(false))
            {
                // In short transactions, each with some conversations.
            }
        }
        finally
        {
            _updating.Release();
        }
    }

    /// <summary>Computes the list row of a conversation as if all pending changes were counted; null if it does not exist. Changes nothing.</summary>
    public async ValueTask<CurrentSummary?> LookAsync(Session session, string conversationId, PersonalReading personal, CancellationToken cancellationToken)
        => (await session.ListAsync(FindOne, [conversationId], Read, cancellationToken).ConfigureAwait(false)) is [var one]
            ? await CurrentSummary.ReadAsync(session, one, personal, cancellationToken).ConfigureAwait(false) : null;

    /// <summary>Stops the background work. Uncounted work remains in the list.</summary>
    public ValueTask DisposeAsync() => _loop?.DisposeAsync() ?? ValueTask.CompletedTask;

    // The retry names no partition: the partition may have been recreated for other days, or the role may lack privileges on its tables.
    private async ValueTask<bool> WriteAsync(Func<Session, CancellationToken, ValueTask<bool>> count, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync(count, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DeletedConversationException or MissingPartitionException or ConversationStoreException
        {
            InnerException: PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InsufficientPrivilege }
        })
        {
            partitions.ClearCache();
            throw;
        }
    }

    // Once a minute, retries conversations that were set aside.
    private async ValueTask RetryAsync(CancellationToken cancellationToken)
    {
        var time = database.Options.TimeProvider;
        if (_retried == long.MinValue || time.GetElapsedTime(_retried) >= s_lookAgain)
        {
            await database.WriteAsync((session, token) => session.RunAsync(CountQueue.Retry, [], token), cancellationToken).ConfigureAwait(false);
            _retried = time.GetTimestamp();
        }
    }

    private ValueTask<long?> LastAsync(CancellationToken cancellationToken)
        => database.WriteAsync(static (session, token) => session.NumberAsync(CountQueue.FindLast, [true], token), cancellationToken);

    private async Task UpdateAsync(string conversationId)
    {
        try
        {
            await WriteAsync(
                async (session, token) =>
                {
                    var one = await session.ListAsync(FindOne, [conversationId], Read, token).ConfigureAwait(false);
                    if (one.Count > 0)
                    {
                        await CountAsync(session, one, token).ConfigureAwait(false);
                    }

                    return true;
                },
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (DeletedConversationException)
        {
            // The conversation was deleted.
        }
    }

    /// <returns>Whether there was work.</returns>
    private async Task<bool> UpdateNextAsync(long end, CancellationToken cancellationToken)
    {
        List<(string Id, ConversationLocation Place)> next = [];
        try
        {
            return await WriteAsync(
                async (session, token) =>
                {
                    next = [];
                    await session.NumberAsync(Turn, [], token).ConfigureAwait(false);
                    return await CountNextAsync(session, end, next, token).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (DeletedConversationException)
        {
            return true; // The next pass skips the conversation, or finds it in another partition.
        }
        catch (Exception e) when (MayBeOfOne(e) && next.Count > 0)
        {
            foreach (var one in next)
            {
                await UpdateAsync(one, cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
    }

    private async ValueTask<bool> CountNextAsync(
        Session session, long end, List<(string Id, ConversationLocation Place)> next, CancellationToken cancellationToken)
    {
        var places = await session.ListAsync(CountQueue.FindNext, [end], static row => new ConversationLocation(row.Int64(0), row.Int32(1)), cancellationToken)
            .ConfigureAwait(false);
        if (places.Count == 0)
        {
            return false;
        }

        long[] numbers = [.. places.Select(static place => place.Conversation)];
        int[] days = [.. places.Select(static place => place.Day).Distinct()];
        next.AddRange(await session.ListAsync(FindIds, [numbers, days], Read, cancellationToken).ConfigureAwait(false));
        long[] gone = [.. numbers.Except(next.Select(static one => one.Place.Conversation))];
        if (gone.Length > 0)
        {
            await session.RunAsync(Removal.ForgetToCount, [gone], cancellationToken).ConfigureAwait(false);
        }

        if (next.Count > 0)
        {
            await CountAsync(session, next, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private ValueTask CountAsync(Session session, IEnumerable<(string Id, ConversationLocation Place)> conversations, CancellationToken cancellationToken)
        => new CountBatch(session, keys, partitions, database.Troubles).RunAsync(conversations, cancellationToken);

    // After a failure, conversations are counted one at a time, so that only the failing one is set aside.
    private async Task UpdateAsync((string Id, ConversationLocation Place) one, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(
                async (session, token) =>
                {
                    await CountAsync(session, [one], token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (DeletedConversationException)
        {
            // The conversation was deleted.
        }
        catch (DestroyedKeyException e)
        {
            await database.WriteAsync((session, token) => PersonalPurge.ApplyDestroyedAsync(session, e, token), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (MayBeOfOne(e))
        {
            await database.WriteAsync((session, token) => session.RunAsync(CountQueue.SetAside, [new[] { one.Place.Conversation }], token), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    // Errors that may concern one conversation: a refusal by the server, such as by an operator's trigger, a lost key or an unforeseen fault, but not a failing
    // connection or server.
    private static bool MayBeOfOne(Exception e) => e switch
    {
        DestroyedKeyException => true,
        ConversationStoreException { InnerException: PostgresException { SqlState: var state } }
            => state.StartsWith("P0", StringComparison.Ordinal) || state.StartsWith("22", StringComparison.Ordinal)
                || state.StartsWith("23", StringComparison.Ordinal) || state.StartsWith("54", StringComparison.Ordinal),
        ConversationStoreException store => store.Fault == StoreFault.Unusable && store.InnerException is null,
        OperationCanceledException or OutOfMemoryException or ObjectDisposedException => false,
        _ => true,
    };

    private static (string Id, ConversationLocation Place) Read(Row row) => (row.Text(0), new(row.Int64(1), row.Int32(2)));
}
