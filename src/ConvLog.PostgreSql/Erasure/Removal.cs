using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Statistics;
using Npgsql;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>
/// Deletes conversations with all their rows, in a transaction that holds the locks of their rows in "conversation". It blocks neither readers nor writers of
/// other conversations; a reader that began before sees them complete to its end. Arrivals that live readers have not read yet then have no conversation.
/// </summary>
internal static class Removal
{
    private const string LoseKeys = """
        INSERT INTO #.lost_key (no)
        SELECT key
        FROM #.conversation
        WHERE conversation = ANY($1) AND day = $2 AND key IS NOT NULL
        ON CONFLICT DO NOTHING
        """;

    // By number, because the ID may belong to a later conversation. Works even if the conversation's row was deleted by hand.
    private const string DeleteIds = "DELETE FROM #.conversation_id WHERE conversation = ANY($1) AND day = $2";

    private const string FindLeft = "SELECT day FROM #.conversation_id WHERE id = $1 AND conversation = $2 FOR UPDATE";
    private const string AnyRow = "SELECT 1 FROM #.conversation WHERE conversation = $1 AND day = $2";

    // First: an indexer holds these rows until its documents exist and can be deleted.
    private const string Unqueue = "DELETE FROM #.to_index WHERE conversation = ANY($1)";

    /// <summary>Deletes the uncounted work of conversations (<c>$1</c>).</summary>
    public const string ForgetToCount = "DELETE FROM #.to_count WHERE conversation = ANY($1)";

    private static readonly string[] s_tables =
    [
        "subject", "scope", "entry", "fact", "model_call", "turn", "call", "feedback", "annotation", "note", "score", "dead_letter", "pii",
            "document",
            "writer", "conversation",
    ];

    /// <summary>
    /// Removes the ID of a conversation whose row is gone, so that the ID can be used again. If the row was deleted by hand, and not with its partition, all
    /// other rows of the conversation are deleted too: no lookup would find them any more, and an erasure would miss them.
    /// </summary>
    public static async ValueTask<bool> RemoveOrphanAsync(Session data, string id, long conversation, CancellationToken cancellationToken)
    {
        if (await data.NumberAsync(FindLeft, [id, conversation], cancellationToken).ConfigureAwait(false) is not { } day
            || await data.NumberAsync(AnyRow, [conversation, (int)day], cancellationToken).ConfigureAwait(false) is not null)
        {
            return false;
        }

        await RemoveAsync(data, [new ConversationLocation(conversation, (int)day)], cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Removes all rows of conversations.</summary>
    /// <param name="data">The data, in the transaction.</param>
    /// <param name="conversations">The conversations, which are locked.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async ValueTask RemoveAsync(Session data, IReadOnlyCollection<ConversationLocation> conversations, CancellationToken cancellationToken)
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
            data.AddTo(batch, Unqueue, numbers);
            data.AddTo(batch, ForgetToCount, numbers);
            data.AddTo(batch, LoseKeys, numbers, day.Key);
            data.AddTo(batch, DeleteIds, numbers, day.Key);
            foreach (string table in s_tables)
            {
                data.AddTo(batch, $"DELETE FROM #.{table} WHERE conversation = ANY($1) AND day = $2", numbers, day.Key);
            }
        }

        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        await SubjectRemoval.DeleteHashesAsync(data, users, cancellationToken).ConfigureAwait(false);
        await SubjectRemoval.DeleteAsync(data, users, cancellationToken).ConfigureAwait(false);
        await CountedDays.ChangeAsync(data, days.Select(static day => day.Key), cancellationToken).ConfigureAwait(false);
    }
}
