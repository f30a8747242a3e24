using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite.Lists;

/// <summary>Reads what a list shows of a conversation from its row.</summary>
internal static class SummaryRows
{
    /// <summary>The columns of <see cref="SummaryRow"/>, from <see cref="Joins"/>.</summary>
    public static string Columns { get; } = SummaryRow.Columns("c.no", ("pii.payload", "pii.checksum"), "user", ConversationUsers.HasOthers);

    /// <summary>The joins after <c>conversation AS c</c>.</summary>
    public const string Joins = "LEFT JOIN user ON user.no = c.user LEFT JOIN pii ON pii.kind = 0 AND pii.ref = c.no";

    /// <summary>The summary in a statement's current row, which must be of a conversation with an opening.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="row">The row.</param>
    /// <param name="first">The index of the first of the <see cref="Columns"/>.</param>
    /// <param name="personal">Provides its personal part, which is left out if it is damaged or not available.</param>
    public static StoredSummary Read(Session session, Statement row, int first, PersonalReading personal)
        => row.Int64(first + SummaryRow.Users) == 0
            ? ReadRow(row, first, personal)
            : ReadRow(row, first, personal) with { Users = ConversationUsers.Of(session, row.Int64(first + SummaryRow.Number), PartsOf(row, first, personal)) };

    /// <summary>The summary without its other users.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">The index of the first of the <see cref="Columns"/>.</param>
    /// <param name="personal">Provides its personal part.</param>
    public static StoredSummary ReadRow(Statement row, int first, PersonalReading personal)
        => SummaryRow.Read(row, first, PartsOf(row, first, personal), row.Int64(first + SummaryRow.Number), personal.Troubles);

    private static PersonalParts PartsOf(Statement row, int first, PersonalReading personal)
        => personal.Of(row.OptionalInt64(first + SummaryRow.Key), isPurged: !row.IsNull(first + SummaryRow.Purged));
}
