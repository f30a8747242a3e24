using ConvLog.Records;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.PostgreSql.Writing.Records;

/// <summary>Writes scores, labels and assignments, and the rows by which lists find metrics and ratings.</summary>
internal static class ScoreWriting
{
    private const string FindScores = $"SELECT conversation, no, id, created, kind, name, removed FROM #.score# WHERE {StateQueries.These}";

    private static readonly string[] s_scoreColumns =
        ["conversation bigint", "day bigint", "no bigint", "id uuid", "kind bigint", "name bytea", "number double precision", "category bytea", "details bytea",
            "created bigint", "removed boolean", "checksum bigint"];

    public static void AddTo(StateQueries reads, List<ConversationChange> stored)
        => reads.Add(FindScores, stored, RecordKinds.Scores, static (change, row) => change.Scores[row.Guid(2)] = new()
        {
            Number = row.Int32(1),
            IsStored = true,
            Created = row.Int64(3),
            Reason = (ScoreRowKind)row.Int64(4) == ScoreRowKind.Reason ? row.Text(5) : null,
            IsRemoved = row.Flag(6),
        });

    public static void Write(ConversationChange change, ScoreRecord score)
    {
        string? comment = score.IsRemoved ? null : score.Comment;
        if (SetRow(change, ScoreRow.Of(score with { Comment = comment })) is { } state)
        {
            state.HasComment = comment is not null;
            change.SetPersonal(PiiKind.Score, state.Number, TeamWriting.Utf8OrNull(comment), isNew: !state.IsStored);
            change.Changed |= RecordKinds.Scores;
        }
    }

    public static void Write(ConversationChange change, LabelRecord label) => Write(change, ScoreRow.Of(label));

    public static void Write(ConversationChange change, AssignmentRecord assignment)
    {
        Write(change, ScoreRow.Of(assignment));
        SetRow(change, ScoreRow.OfPerson(assignment));
    }

    private static void Write(ConversationChange change, ScoreRow row)
    {
        if (SetRow(change, row) is not null)
        {
            change.Changed |= RecordKinds.Scores;
        }
    }

    /// <summary>Replaces the rows of a rating and its reasons.</summary>
    public static void SetRows(ConversationChange change, FeedbackRecord feedback)
    {
        Guid least = ScoreRow.RangeOf(feedback).Least;
        List<ScoreRow> rows = [.. ScoreRow.Of(feedback)];
        foreach (var (id, state) in change.Scores)
        {
            if (ScoreRow.AreOfOneRating(id, least) && state is { Reason: { } reason, IsRemoved: false } && !rows.Exists(row => row.Id == id)
                && state.Created < feedback.CreatedAt.UtcTicks)
            {
                state.IsRemoved = true;
                state.Written = new ScoreRow { Id = id, Kind = ScoreRowKind.Reason, Name = reason, Created = state.Created, IsRemoved = true };
            }
        }

        rows.ForEach(row => SetRow(change, row));
    }

    /// <returns>The state of the row; null if a later one is stored.</returns>
    public static TeamState<ScoreRow>? SetRow(ConversationChange change, ScoreRow row)
    {
        if (!change.Scores.TryGetValue(row.Id, out var state))
        {
            int number = 1 + change.Scores.Values.Select(static state => state.Number).DefaultIfEmpty().Max();
            change.Scores[row.Id] = state = new TeamState<ScoreRow> { Number = number };
        }
        else if (!row.Replaces(state.Created))
        {
            return null;
        }

        (state.Written, state.Created, state.IsRemoved) = (row, row.Created, row.IsRemoved);
        state.Reason = row.Kind == ScoreRowKind.Reason ? row.Name : null;
        return state;
    }

    /// <summary>The rows to insert and to update.</summary>
    public static RowChanges RowsOf(IEnumerable<ConversationChange> changes)
        => TeamWriting.RowsOf(changes, "score#", s_scoreColumns, static change => change.Scores.Values, static (change, state, row) =>
    [
        change.Number, change.Day, state.Number, row.Id, (long)row.Kind, row.Name, row.Number, row.Category, row.Details, row.Created, row.IsRemoved,
        row.IsRecord ? RowChecksums.ChecksumOf(row, change.Number, state.HasComment) : 0L,
    ]);
}
