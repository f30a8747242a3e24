using ConvLog.PostgreSql.Connections;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>
/// Deletes the hashes and rows of users without data. A user is found by ID as long as a conversation with their personal data exists that is not to be erased.
/// The users' rows are locked first and checked in a later statement: a write that refers to one of them has finished by then and is visible.
/// </summary>
internal static class SubjectRemoval
{
    private const string LockUsers = """
        SELECT no FROM #.end_user WHERE hash IN (SELECT hash FROM #.subject WHERE conversation = ANY($1) AND day = $2 AND kind = 0)
            OR no IN (SELECT end_user FROM #.writer WHERE conversation = ANY($1) AND day = $2 AND end_user IS NOT NULL)
        ORDER BY no FOR UPDATE
        """;

    private const string ForgetHashes = $"UPDATE #.end_user SET hash = NULL WHERE no = ANY($1) AND hash IS NOT NULL AND {IsNotFound}";
    private const string DeleteUsers = $"DELETE FROM #.end_user WHERE no = ANY($1) AND hash IS NULL AND {IsNotNamed}";
    private const string DeleteUnused = $"DELETE FROM #.end_user WHERE no = ANY($1) AND {IsNotFound} AND {IsNotNamed}";

    private const string IsNotFound = """
        NOT EXISTS (SELECT 1 FROM #.subject AS other JOIN #.conversation USING (conversation, day)
                    WHERE other.kind = 0 AND other.hash = end_user.hash AND NOT conversation.erasure_pending)
        """;

    private const string IsNotNamed
        = "NOT EXISTS (SELECT 1 FROM #.writer WHERE writer.end_user = end_user.no) AND NOT EXISTS (SELECT 1 FROM #.conversation WHERE conversation.end_user = "
            + "end_user.no)";

    /// <summary>Locks the users of conversations.</summary>
    /// <returns>The users' numbers.</returns>
    public static async ValueTask<long[]> LockAsync(Session data, IEnumerable<IGrouping<int, ConversationLocation>> days, CancellationToken cancellationToken)
    {
        var users = new SortedSet<long>();
        foreach (var day in days)
        {
            long[] numbers = [.. day.Select(static place => place.Conversation)];
            users.UnionWith(await data.ListAsync(LockUsers, [numbers, day.Key], static row => row.Int64(0), cancellationToken).ConfigureAwait(false));
        }

        return [.. users];
    }

    /// <summary>Deletes the hashes of users without personal data, after the conversations' subjects were deleted or the conversations were marked.</summary>
    public static async ValueTask DeleteHashesAsync(Session data, long[] users, CancellationToken cancellationToken)
    {
        if (users.Length > 0)
        {
            await data.RunAsync(ForgetHashes, [users], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Deletes the users without any data, in one statement.</summary>
    /// <returns>The number of deleted users.</returns>
    public static async ValueTask<int> DeleteUnusedAsync(Session data, long[] users, CancellationToken cancellationToken)
        => await data.RunAsync(DeleteUnused, [users], cancellationToken).ConfigureAwait(false);

    /// <summary>Deletes users that have no hash and are not referred to.</summary>
    public static async ValueTask DeleteAsync(Session data, long[] users, CancellationToken cancellationToken)
    {
        if (users.Length > 0)
        {
            await data.RunAsync(DeleteUsers, [users], cancellationToken).ConfigureAwait(false);
        }
    }
}
