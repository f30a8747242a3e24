using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Schema;

/// <summary>
/// Adds accounts, projects and removed improved answers to a file that was made before the store had columns for them (before 31e7f09). Part of migration 2: a
/// script cannot add a column only where there is none, nor compute a checksum.
/// </summary>
internal static class EarlierAccounts
{
    private const string Annotations = "SELECT no, conversation, id, turn_id, author, created, checksum FROM annotation ORDER BY no";
    private const string ToFill = "known LIKE '%\"account\":%' OR known LIKE '%\"project\":%'";

    // Conversations whose statistics are in memory at a time.
    private const int Batch = 1_000;
    private const string CountColumns = "SELECT count(*) FROM pragma_table_info('dims') WHERE name = 'account'";
    private const string UpdateAnnotation = "UPDATE annotation SET checksum = ?2 WHERE no = ?1";

    private const string PutAccount = "UPDATE conversation SET account = ?2, project = ?3, dims = ?4 WHERE no = ?1";

    /// <summary>Does it where it was not done, in the transaction of the migration.</summary>
    public static void Add(Session session)
    {
        if (session.Number(CountColumns) != 0)
        {
            return;
        }

        session.Execute(FileKind.Script("Earlier.0002-accounts.sql"));
        RenewChecksums(session);
        FillAccounts(session);
    }

    // The checksum counts since then whether an answer was removed. A row whose checksum was wrong before keeps it: its damage must not be forgotten.
    private static void RenewChecksums(Session session)
    {
        using var rows = session.Prepare(Annotations);
        using var put = session.Prepare(UpdateAnnotation);
        while (rows.Step())
        {
            var annotation = new AnnotationRecord
            {
                ConversationId = "",
                Id = rows.Guid(2),
                TurnId = rows.Text(3),
                Author = rows.OptionalText(4),
                CreatedAt = rows.Time(5),
                ImprovedAnswer = "",
            };
            if (EarlierChecksumOf(annotation, rows.Int64(1)) == rows.Int64(6))
            {
                put.Bind(1, rows.Int64(0)).Bind(2, RowChecksums.ChecksumOf(annotation, rows.Int64(1), hasPersonal: true)).Run();
            }
        }
    }

    private static long EarlierChecksumOf(AnnotationRecord annotation, long conversation)
    {
        var checksum = new Checksum(conversation);
        checksum.Add(annotation.CreatedAt.UtcTicks);
        checksum.Add(1L);
        checksum.Add(annotation.Id);
        checksum.Add(annotation.TurnId);
        checksum.Add(annotation.Author);
        return checksum.Value;
    }

    // What is known of a conversation had both all along; statistics are moved to those of its account.
    private static void FillAccounts(Session session)
    {
        var rollUps = new RollUpChanges(session, hasDays: false);
        int touched = 0;
        foreach (var (conversation, known) in EarlierConversations.Read(session, ToFill))
        {
            if (++touched % Batch == 0)
            {
                rollUps.Complete();
                rollUps = new RollUpChanges(session, hasDays: false);
            }

            rollUps.TouchAll(conversation);
            session[PutAccount].Bind(1, conversation).Bind(2, known.AccountId).Bind(3, known.ProjectId).Bind(4, Dims.NumberOf(session, known)).Run();
        }

        rollUps.Complete();
    }
}
