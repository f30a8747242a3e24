using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Lists;

/// <summary>Reads what a list shows of a conversation from its row.</summary>
internal static class SummaryRows
{
    /// <summary>The columns that <see cref="SummaryRow"/> reads, from <see cref="Joins"/>, and whether there are other users.</summary>
    public const string Columns = $"""
        c.no, c.id, c.known, pii.payload, pii.checksum, user.pseudonym, c.title, c.created, c.closed, c.turns, c.outcomes, c.tokens, c.slowest,
        c.v_entries, c.v_warnings, c.v_errors, c.v_last, c.a_entries, c.a_warnings, c.a_errors, c.a_last,
        c.user_likes, c.user_dislikes, c.team_likes, c.team_dislikes, c.user_comments, c.team_comments, c.annotations, c.read_by, c.read_at, c.title_in_pii, c.known_checksum, c.agent, c.environment, c.channel,
        c.key, c.pii_purged, c.erasure_pending, c.account,
        c.failed_turns, c.interrupted_turns, c.v_failed_responses, c.v_losses, c.a_failed_responses, c.a_losses,
        c.model_calls, c.ended_model_calls, c.failed_model_calls, c.refused_turns, c.unobserved_calls, {ConversationUsers.HasOthers}, c.read_by_id
        """;

    /// <summary>The joins after <c>conversation AS c</c>.</summary>
    public const string Joins = "LEFT JOIN user ON user.no = c.user LEFT JOIN pii ON pii.kind = 0 AND pii.ref = c.no";

    /// <summary>The summary in a statement's current row, which must be of a conversation with an opening.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="row">The row.</param>
    /// <param name="first">The index of the first of the <see cref="Columns"/>.</param>
    /// <param name="personal">Provides its personal part, which is left out if it is damaged or not available.</param>
    public static StoredSummary Read(Session session, Statement row, int first, PersonalReading personal)
        => row.Int64(first + 50) == 0
            ? ReadRow(row, first, personal)
            : ReadRow(row, first, personal) with { Users = ConversationUsers.Of(session, row.Int64(first), PartsOf(row, first, personal)) };

    /// <summary>The summary without its other users.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">The index of the first of the <see cref="Columns"/>.</param>
    /// <param name="personal">Provides its personal part.</param>
    public static StoredSummary ReadRow(Statement row, int first, PersonalReading personal)
        => SummaryRow.Read(row, first, PartsOf(row, first, personal), row.Int64(first), personal.Troubles);

    private static PersonalParts PartsOf(Statement row, int first, PersonalReading personal)
        => personal.Of(row.OptionalInt64(first + 35), isPurged: !row.IsNull(first + 36));
}
