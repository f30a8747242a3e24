using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Erasure;
using ConvLog.PostgreSql.Keys;
using ConvLog.PostgreSql.Retention;
using ConvLog.PostgreSql.Schema;
using ConvLog.Storage;
using ConvLog.Storage.Background;
using Npgsql;

namespace ConvLog.PostgreSql.Writing;

/// <summary>
/// Brings what lists show of conversations up to what was written of them (<see cref="ToCount"/>): in the background, within a second while someone reads and
/// within five otherwise, and when a reader asks. A conversation that goes on is so counted once in that time, however many steps it took. Of several hosts one
/// counts at a time; what one leaves when it stops, the next one does.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="keys">The keys of personal data, for titles.</param>
/// <param name="partitions">The partitions there are.</param>
internal sealed class SummaryUpdater(Database database, DataKeys keys, Partitions partitions) : IAsyncDisposable
{
    // Until the transaction ends.
    private const string Turn = """
        SELECT count(pg_catalog.pg_advisory_xact_lock(
            pg_catalog.hashtextextended('convlog counts conversations ' || '#.to_count'::pg_catalog.regclass::pg_catalog.oid, 0)))
        """;

    private const string FindIds = "SELECT id, conversation, day FROM #.conversation WHERE conversation = ANY($1) AND day = ANY($2) ORDER BY conversation";
    private const string FindOne = "SELECT id, conversation, day FROM #.conversation_id WHERE id = $1";

    // What other hosts left, and what is set aside.
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMinutes(1);

    private readonly WriteServices _services = new(database.Options, new KnownConversations(), keys, database.Troubles, partitions);
    private readonly SemaphoreSlim _updating = new(1, 1);
    private BackgroundLoop? _loop;
    private long _retried = long.MinValue;

    /// <summary>Begins, with what was left.</summary>
    /// <param name="pace">Tells how long to gather what is done together.</param>
    public void Start(ReadingPace pace)
    {
        _loop = new BackgroundLoop(database.Options.TimeProvider) { Interval = s_lookAgain, Rest = pace.Rest };
        _loop.Wake();
        _loop.Start(
            async cancellationToken =>
            {
                await RetryAsync(cancellationToken).ConfigureAwait(false);
                await UpdateAsync(cancellationToken).ConfigureAwait(false);
                return null;
            },
            static _ => null); // What fails is reported by the database, and shown by health; it is tried again with the next write.
    }

    /// <summary>Says that something was written. Never waits.</summary>
    public void Wake() => _loop?.Wake();

    /// <summary>Sees to it that all is counted, and waits for that a moment, as a reader does.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
        => ReadingPace.WaitAsync(() => UpdateAsync(CancellationToken.None), database.Options.TimeProvider, cancellationToken);

    /// <summary>The same for one conversation.</summary>
    public Task WaitForAsync(string conversationId, CancellationToken cancellationToken)
        => ReadingPace.WaitAsync(() => UpdateAsync(conversationId), database.Options.TimeProvider, cancellationToken);

    /// <summary>Counts all that was committed before the call.</summary>
    public async Task UpdateAsync(CancellationToken cancellationToken)
    {
        await _updating.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            long? last = await LastAsync(cancellationToken).ConfigureAwait(false);
            while (last is { } end && await UpdateNextAsync(end, cancellationToken).ConfigureAwait(false))
            {
                // Each conversation once in a transaction, in short ones.
            }
        }
        finally
        {
            _updating.Release();
        }
    }

    /// <summary>What the row of a conversation would have, were all counted; null where the conversation is gone. Changes nothing.</summary>
    public async ValueTask<SummaryColumns?> LookAsync(Session session, string conversationId, CancellationToken cancellationToken)
        => (await session.ListAsync(FindOne, [conversationId], Read, cancellationToken).ConfigureAwait(false)) is [var one]
            ? await WriteBatch.LookAsync(session, one, _services, cancellationToken).ConfigureAwait(false) : null;

    /// <summary>Stops. What is not committed is left on the list.</summary>
    public ValueTask DisposeAsync() => _loop?.DisposeAsync() ?? ValueTask.CompletedTask;

    // The next time names no partition: it may have been dropped and made anew for other days, or the role may use its tables only as parts of the whole.
    private async ValueTask<bool> WriteAsync(Func<Session, CancellationToken, ValueTask<bool>> count, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync(count, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is GoneConversationException or ConversationStoreException
        {
            InnerException: PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InsufficientPrivilege }
        })
        {
            partitions.Forget();
            throw;
        }
    }

    // Those that were set aside, now and then.
    private async ValueTask RetryAsync(CancellationToken cancellationToken)
    {
        var time = database.Options.TimeProvider;
        if (_retried == long.MinValue || time.GetElapsedTime(_retried) >= s_lookAgain)
        {
            await database.WriteAsync((session, token) => session.RunAsync(ToCount.Retry, [], token), cancellationToken).ConfigureAwait(false);
            _retried = time.GetTimestamp();
        }
    }

    private ValueTask<long?> LastAsync(CancellationToken cancellationToken)
        => database.WriteAsync(static (session, token) => session.NumberAsync(ToCount.FindLast, [true], token), cancellationToken);

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
                        await WriteBatch.CountAsync(session, one, _services, token).ConfigureAwait(false);
                    }

                    return true;
                },
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (GoneConversationException)
        {
            // Nobody will see it.
        }
    }

    /// <returns>Whether there was something.</returns>
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
        catch (GoneConversationException)
        {
            return true; // It is not among the next ones any more, or is found elsewhere.
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
        var places = await session.ListAsync(ToCount.FindNext, [end], static row => new ConversationLocation(row.Int64(0), row.Int32(1)), cancellationToken)
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
            await session.RunAsync(ToCount.Forget, [gone], cancellationToken).ConfigureAwait(false);
        }

        if (next.Count > 0)
        {
            await WriteBatch.CountAsync(session, next, _services, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    // One of them failed: the others are counted, and that one is set aside.
    private async Task UpdateAsync((string Id, ConversationLocation Place) one, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(
                async (session, token) =>
                {
                    await WriteBatch.CountAsync(session, [one], _services, token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (GoneConversationException)
        {
            // Nobody will see it.
        }
        catch (DestroyedKeyException e)
        {
            await database.WriteAsync((session, token) => PersonalPurge.ApplyDestroyedAsync(session, e, token), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (MayBeOfOne(e))
        {
            await database.WriteAsync((session, token) => session.RunAsync(ToCount.SetAside, [new[] { one.Place.Conversation }], token), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    // What the server refuses, as a trigger does that an operator added, a key that is lost, or an unforeseen fault; not the way to the server, nor its state.
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
