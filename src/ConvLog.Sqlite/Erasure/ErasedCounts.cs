using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite.Erasure;

/// <summary>Counts the records of a conversation that is to be erased, before it is removed.</summary>
internal static class ErasedCounts
{
    private const string Rows = $"""
        SELECT (SELECT count(*) FROM writer WHERE conversation = ?1 AND revision IS NOT NULL), (SELECT count(*) FROM turn WHERE conversation = ?1),
            (SELECT count(*) FROM call WHERE conversation = ?1), (SELECT count(*) FROM fact WHERE conversation = ?1),
            (SELECT count(*) FROM feedback WHERE conversation = ?1) + (SELECT count(*) FROM annotation WHERE conversation = ?1) + (SELECT count(*) FROM note WHERE conversation = ?1)
                + (SELECT count(*) FROM score WHERE conversation = ?1 AND {ListedScores.IsGivenKind}),
            (SELECT count(*) FROM dead_letter WHERE conversation = ?1),
            (SELECT sum((SELECT count(*) FROM entry WHERE entry.no >= writer.no << 28 AND entry.no < (writer.no + 1) << 28)
                + (SELECT count(*) FROM entry WHERE entry.no >= (1 << 62) + (writer.no << 28) AND entry.no < (1 << 62) + ((writer.no + 1) << 28))) FROM writer WHERE conversation = ?1)
        """;

    // If a user's openings lost their personal data or now name another user, one of the two counts is higher.
    private const string Users = """
        SELECT max((SELECT count(DISTINCT user) FROM writer INDEXED BY writer_id WHERE conversation = ?1),
            (SELECT count(*) FROM subject INDEXED BY subject_conversation WHERE conversation = ?1 AND kind = 0))
        """;

    /// <summary>How many users a conversation had.</summary>
    public static long UsersOf(Session data, long conversation) => data[Users].Bind(1, conversation).Scalar() ?? 0;

    public static ErasedRecords Of(Session data, long conversation)
    {
        var row = data[Rows].Bind(1, conversation);
        row.Step();
        var counts = new ErasedRecords
        {
            Openings = row.Int64(0),
            Turns = row.Int64(1),
            FunctionEvents = row.Int64(2),
            Facts = row.Int64(3),
            TeamRecords = row.Int64(4),
            DeadLetters = row.Int64(5),
            Entries = row.Int64(6),
        };
        row.Reset();
        return counts;
    }
}
