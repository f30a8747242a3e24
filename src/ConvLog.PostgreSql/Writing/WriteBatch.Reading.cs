using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Writing;

/// <content>Reads the stored state of the conversations: under their locks, in one round trip, and only as far as the batch needs it.</content>
internal sealed partial class WriteBatch
{
    private const string These = "conversation = ANY($1) AND day = ANY($2)";

    private const string FindWriters = $"""
        SELECT writer.conversation, writer.no, writer.id, revision, end_user, opened, closed, opening, checksum, pseudonym
        FROM #.writer# AS writer LEFT JOIN #.end_user AS who ON who.no = writer.end_user WHERE {These}
        """;

    private const string FindScopes = $"SELECT conversation, no, turn_id, call_id FROM #.scope# WHERE {These}";

    // The last entry of an opening and kind, whose numbers begin with the third parameter.
    private static readonly string s_findLastEntries = FormattableString.Invariant($"""
        SELECT given.conversation, given.first, (SELECT no FROM #.entry# AS r
            WHERE r.conversation = given.conversation AND r.day = given.day AND r.day BETWEEN $4 AND $5
                AND r.no >= given.first AND r.no < given.first + {EntryNumber.MostSequences}
            ORDER BY no DESC LIMIT 1)
        FROM unnest($1, $2, $3) AS given (conversation, day, first)
        """);

    private static readonly string s_findLastFacts =
        $"SELECT given.conversation, greatest({Last("fact", "DESC")}, -{Last("fact", "ASC")}) FROM unnest($1, $2) AS given (conversation, day)";

    private const string FindFeedback = $"SELECT conversation, no, turn_id, source, created, rating, has_comment FROM #.feedback# WHERE {These}";
    private const string FindAnnotations = $"SELECT conversation, no, id, created, removed FROM #.annotation# WHERE {These}";
    private const string FindNotes = $"SELECT conversation, no, id, created FROM #.note# WHERE {These}";
    private const string FindDeadLetters = $"SELECT conversation, no, id, refused FROM #.dead_letter# WHERE {These}";

    private readonly Dictionary<long, ConversationChange> _byNumber = [];

    private async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        var stored = _changes.Values.Where(static change => change is { IsNew: false, Number: not 0, IsErased: false }).ToList();
        foreach (var change in stored)
        {
            _byNumber[change.Number] = change;
        }

        var reads = new QueryBatch(session);
        reads.AddSilent(session.PlanForPartition);
        var found = new HashSet<long>();
        if (stored.Count > 0)
        {
            Add(reads, SummaryColumns.Lock, stored, row =>
            {
                found.Add(row.Int64(0));
                _byNumber[row.Int64(0)].Columns = SummaryColumns.ReadLocked(row);
            });
            AddWhere(reads, SummaryColumns.Find, stored, static change => change.IsCounted, static (change, row) => change.Columns = SummaryColumns.Read(row));
            AddReads(reads, stored);
        }

        var named = records.OfType<ConversationRecord>()
            .Where(opening => !string.IsNullOrEmpty(opening.UserId) && !ChangeOf(opening.ConversationId).IsErased)
            .Select(static opening => opening.UserId!).ToHashSet(StringComparer.Ordinal);
        if (named.Count > 0)
        {
            Users.AddTo(reads, [.. named.Select(user => _hashes[user])], number => _unusedUsers.Add(number), (hash, number) => _users[hash] = number);
        }

        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        if (stored.Find(change => !found.Contains(change.Number)) is { } gone)
        {
            throw new DeletedConversationException(gone.Id, gone.Number);
        }

        foreach (var change in stored)
        {
            change.IsErased |= change.Columns.IsErased;
        }

        await ReadLateAsync(cancellationToken).ConfigureAwait(false);
    }

    private void AddReads(QueryBatch reads, List<ConversationChange> stored)
    {
        var (strangeWriters, strangeScopes) = FindUnknown();
        AddWriters(reads, stored, change => change.IsCounted || strangeWriters.Contains(change));
        AddWhere(reads, FindScopes, stored, strangeScopes.Contains,
            static (change, row) => change.AddScope(row.OptionalText(2), row.OptionalText(3), row.Int32(1)));
        strangeScopes.ToList().ForEach(static change => change.HasAllScopes = true);
        AddLastEntries(reads);
        AddActivity(reads, stored);
        AddTeam(reads, stored);
        AddScores(reads, stored);
        AddModelCalls(reads, stored);
        AddLast(reads, s_findLastFacts, stored.FindAll(static change => change.Contains(RecordKinds.Facts)),
            static (change, row) => change.LastFact = (int)(row.OptionalInt64(1) ?? 0));
    }

    private void AddWriters(QueryBatch reads, List<ConversationChange> stored, Predicate<ConversationChange> isSelected)
        => AddWhere(reads, FindWriters, stored, isSelected, static (change, row) =>
        {
            var writer = new WriterState
            {
                Number = row.Int32(1),
                Id = row.Guid(2),
                IsStored = true,
                Revision = row.IsNull(3) ? null : row.Int32(3),
                User = row.OptionalInt64(4),
                Opened = row.OptionalInt64(5),
                Closed = row.OptionalInt64(6),
                Opening = row.Bytes(7),
                Checksum = row.OptionalInt64(8) ?? 0,
                Pseudonym = row.OptionalText(9),
            };
            change.AddWriter(writer.Id, writer.Number);
            change.Writers[writer.Id] = writer;
        });

    // Visible and personal entries have different numbers, so no unique key prevents storing an entry as both. If that is possible, the batch is retried with
    // isCareful. For each opening, this reads the last entry of the kind that the batch does not contain. The days are a range: with a list of them, the server
    // read all entries of a conversation to find the last.
    private void AddLastEntries(QueryBatch reads)
    {
        if (isCareful)
        {
            return;
        }

        var asked = new HashSet<(ConversationChange Change, long First)>();
        foreach (var entry in records.OfType<EntryRecord>())
        {
            if (ChangeOf(entry.ConversationId) is { IsNew: false, IsErased: false } change && change.FindWriter(entry.WriterId) is { } writer)
            {
                asked.Add((change, EntryNumber.Of(writer, 0, !entry.IsPii)));
            }
        }

        if (asked.Count > 0)
        {
            int[] days = [.. asked.Select(static one => one.Change.Day)];
            reads.Add(
                s_findLastEntries,
                [asked.Select(static one => one.Change.Number).ToArray(), days, asked.Select(static one => one.First).ToArray(), days.Min(), days.Max()],
                row => _byNumber[row.Int64(0)].LastEntries[row.Int64(1)] = row.OptionalInt64(2));
        }
    }

    private void AddTeam(QueryBatch reads, List<ConversationChange> stored)
    {
        AddWhere(reads, FindFeedback, stored, RecordKinds.Feedback, static (change, row) => change.Feedback[(row.Text(2), (FeedbackSource)row.Int64(3))] = new()
        {
            Number = row.Int32(1),
            IsStored = true,
            Created = row.Int64(4),
            Rating = row.OptionalInt64(5),
            HasComment = row.Flag(6),
        });
        AddWhere(reads, FindAnnotations, stored, RecordKinds.Annotations, static (change, row) => change.Annotations[row.Guid(2)] = new()
        {
            Number = row.Int32(1),
            IsStored = true,
            Created = row.Int64(3),
            IsRemoved = row.Flag(4),
        });
        AddWhere(reads, FindNotes, stored, RecordKinds.Notes,
            static (change, row) => change.Notes[row.Guid(2)] = new() { Number = row.Int32(1), IsStored = true, Created = row.Int64(3) });
        AddWhere(reads, FindDeadLetters, stored, RecordKinds.DeadLetters,
            static (change, row) => change.DeadLetters[row.Guid(2)] = new() { Number = row.Int32(1), IsStored = true, Created = row.Int64(3) });
    }

    // Conversations with an opening or a scope that this host does not know: another host may have written it.
    private (HashSet<ConversationChange> Writers, HashSet<ConversationChange> Scopes) FindUnknown()
    {
        var writers = new HashSet<ConversationChange>();
        var scopes = new HashSet<ConversationChange>();
        (Guid writer, string? turn, string? call, string? conversation) last = default;
        for (int i = 0; i < records.Count; i++)
        {
            if (records[i] is not WrittenRecord record)
            {
                if (records[i].Writer is { } writer && ChangeOf(records[i].ConversationId) is var given && !given.HasWriter(writer))
                {
                    writers.Add(given);
                }

                continue;
            }

            var scoped = record as ScopedRecord;
            if (ReferenceEquals(last.conversation, record.ConversationId) && last.writer == record.WriterId && ReferenceEquals(last.turn, scoped?.TurnId)
                && ReferenceEquals(last.call, scoped?.FunctionEventId))
            {
                continue;
            }

            last = (record.WriterId, scoped?.TurnId, scoped?.FunctionEventId, record.ConversationId);
            var change = ChangeOf(record.ConversationId);
            if (!change.HasWriter(record.WriterId))
            {
                writers.Add(change);
            }

            if (scoped is not null && !change.HasScope(scoped.TurnId, scoped.FunctionEventId) && (isCareful || change.Known is not { LastScope: > 0 }))
            {
                scopes.Add(change);
            }
        }

        return (writers, scopes);
    }

    private void AddWhere(QueryBatch reads, string sql, List<ConversationChange> stored, RecordKinds kinds, Action<ConversationChange, Row> read)
        => AddWhere(reads, sql, stored, change => change.Contains(kinds), read);

    private void AddWhere(
        QueryBatch reads, string sql, List<ConversationChange> stored, Predicate<ConversationChange> isSelected, Action<ConversationChange, Row> read)
    {
        var asked = stored.FindAll(isSelected);
        if (asked.Count > 0)
        {
            Add(reads, sql, asked, row => read(_byNumber[row.Int64(0)], row));
        }
    }

    private static void Add(QueryBatch reads, string sql, List<ConversationChange> asked, Action<Row> read)
        => reads.Add(sql, [NumbersOf(asked), DaysOf(asked)], read);

    private static long[] NumbersOf(List<ConversationChange> changes) => [.. changes.Select(static change => change.Number)];

    private static int[] DaysOf(List<ConversationChange> changes) => [.. changes.Select(static change => change.Day).Distinct()];
}
