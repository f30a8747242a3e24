using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Erasure;
using ConvLog.PostgreSql.Keys;
using Npgsql;

namespace ConvLog.PostgreSql.Retention;

/// <summary>
/// Permanently deletes the personal data of conversations, in a transaction that holds the locks of their rows in "conversation". The visible part remains, as
/// a reader without the permission always saw it. It does not change, so lists, statistics and the text index need no update.
/// </summary>
internal static class PersonalPurge
{
    private const string LockRow = "SELECT 1 FROM #.conversation WHERE conversation = $1 AND day = $2 FOR UPDATE";
    // The row is locked, as for any change of a conversation.
    private const string LockOne = """
        SELECT conversation.conversation, conversation.day
        FROM #.conversation_id JOIN #.conversation AS conversation ON conversation.conversation = conversation_id.conversation AND conversation.day = conversation_id.day
        WHERE conversation_id.id = $1 AND conversation.listed IS NOT NULL FOR UPDATE OF conversation
        """;

    private const string LoseKeys = """
        INSERT INTO #.lost_key (no)
        SELECT key
        FROM #.conversation
        WHERE conversation = ANY($1) AND day = $2 AND key IS NOT NULL
        ON CONFLICT DO NOTHING
        """;

    // Hidden entries and facts that are not counted yet must not be counted later.
    private const string ForgetToCount = """
        UPDATE #.to_count SET p_entries = NULL, p_warnings = NULL, p_errors = NULL, p_responses = NULL, p_logged = NULL WHERE conversation = ANY($1)
        """;

    private const string ForgetLosses = "UPDATE #.call SET losses = 0 WHERE conversation = ANY($1) AND day = $2 AND losses = 1";

    private const string PutPurged = """
        UPDATE #.conversation SET key = NULL, a_entries = v_entries, a_warnings = v_warnings, a_errors = v_errors, a_logged = v_logged,
            a_failed_responses = v_failed_responses, a_losses = v_losses, a_problems = v_problems,
            a_last = v_last, a_duration = v_duration, pii_purged = CASE WHEN pii_purged >= v_last THEN pii_purged ELSE $3 END
        WHERE conversation = ANY($1) AND day = $2
        """;

    // Entirely personal records are deleted with their row.
    private static readonly string[] s_rows = ["#.pii WHERE", "#.entry WHERE kind >= 4 AND", "#.fact WHERE kind BETWEEN 4 AND 7 AND", "#.subject WHERE"];

    /// <summary>Deletes the personal data of a conversation, if it exists and has an opening.</summary>
    /// <returns>The number of conversations: 0 or 1.</returns>
    public static async ValueTask<int> ApplyToAsync(Session session, string conversationId, long at, CancellationToken cancellationToken)
    {
        var places = await session.ListAsync(LockOne, [conversationId], static row => new ConversationLocation(row.Int64(0), row.Int32(1)), cancellationToken)
            .ConfigureAwait(false);
        await ApplyAsync(session, places, at, cancellationToken).ConfigureAwait(false);
        return places.Count;
    }

    /// <summary>Deletes the personal data of conversations.</summary>
    /// <param name="data">The data, in the transaction.</param>
    /// <param name="conversations">The conversations, which are locked and have an opening.</param>
    /// <param name="at">The time of deletion, in ticks.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async ValueTask ApplyAsync(Session data, IReadOnlyCollection<ConversationLocation> conversations, long at,
        CancellationToken cancellationToken)
    {
        if (conversations.Count == 0)
        {
            return;
        }

        var days = conversations.GroupBy(static place => place.Day).OrderBy(static day => day.Key).ToList();
        long[] users = await SubjectRemoval.LockAsync(data, days, cancellationToken).ConfigureAwait(false);
        var batch = new NpgsqlBatch(data.Connection);
        await using var disposing = batch.ConfigureAwait(false);
        foreach (var day in days)
        {
            long[] numbers = [.. day.Select(static place => place.Conversation)];
            data.AddTo(batch, LoseKeys, numbers, day.Key);
            foreach (string rows in s_rows)
            {
                data.AddTo(batch, $"DELETE FROM {rows} conversation = ANY($1) AND day = $2", numbers, day.Key);
            }

            data.AddTo(batch, ForgetToCount, numbers);
            data.AddTo(batch, ForgetLosses, numbers, day.Key);
            data.AddTo(batch, PutPurged, numbers, day.Key, at);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);

        // Users named by an opening are kept as pseudonyms.
        await SubjectRemoval.DeleteHashesAsync(data, users, cancellationToken).ConfigureAwait(false);
        await SubjectRemoval.DeleteAsync(data, users, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Purges a conversation restored from an old backup whose key has been destroyed since: its personal data can no longer be decrypted.</summary>
    public static async ValueTask<bool> ApplyDestroyedAsync(Session data, DestroyedKeyException destroyed, CancellationToken cancellationToken)
    {
        await data.ListAsync(LockRow, [destroyed.Conversation, destroyed.Day], static row => row.Int64(0), cancellationToken).ConfigureAwait(false);
        await ApplyAsync(data, [new ConversationLocation(destroyed.Conversation, destroyed.Day)], destroyed.At, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
