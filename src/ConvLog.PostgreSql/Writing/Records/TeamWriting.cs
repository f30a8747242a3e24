using System.Text;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.PostgreSql.Writing.Records;

/// <summary>Writes what a team adds to a conversation, and records that were refused.</summary>
internal static class TeamWriting
{
    private const string FindFeedback = $"SELECT conversation, no, turn_id, source, created, rating, has_comment FROM #.feedback# WHERE {StateQueries.These}";
    private const string FindAnnotations = $"SELECT conversation, no, id, created, removed FROM #.annotation# WHERE {StateQueries.These}";
    private const string FindNotes = $"SELECT conversation, no, id, created FROM #.note# WHERE {StateQueries.These}";
    private const string FindDeadLetters = $"SELECT conversation, no, id, refused FROM #.dead_letter# WHERE {StateQueries.These}";

    private static readonly string[] s_feedbackColumns =
        ["conversation bigint", "day bigint", "no bigint", "turn_id bytea", "source bigint", "rating bigint", "created bigint", "has_comment boolean",
            "checksum bigint", "reasons bytea"];

    private static readonly string[] s_annotationColumns =
        ["conversation bigint", "day bigint", "no bigint", "id uuid", "turn_id bytea", "author bytea", "created bigint", "removed boolean", "checksum bigint"];

    private static readonly string[] s_noteColumns =
        ["conversation bigint", "day bigint", "no bigint", "id uuid", "author bytea", "created bigint", "checksum bigint"];

    private static readonly string[] s_letterColumns =
        ["conversation bigint", "day bigint", "no bigint", "id uuid", "kind bytea", "reason bytea", "refused bigint", "checksum bigint"];

    public static void AddTo(StateQueries reads, List<ConversationChange> stored)
    {
        reads.Add(FindFeedback, stored, RecordKinds.Feedback, static (change, row) => change.Feedback[(row.Text(2), (FeedbackSource)row.Int64(3))] = new()
        {
            Number = row.Int32(1),
            IsStored = true,
            Created = row.Int64(4),
            Rating = row.OptionalInt64(5),
            HasComment = row.Flag(6),
        });
        reads.Add(FindAnnotations, stored, RecordKinds.Annotations, static (change, row) => change.Annotations[row.Guid(2)] = new()
        {
            Number = row.Int32(1),
            IsStored = true,
            Created = row.Int64(3),
            IsRemoved = row.Flag(4),
        });
        reads.Add(FindNotes, stored, RecordKinds.Notes,
            static (change, row) => change.Notes[row.Guid(2)] = new() { Number = row.Int32(1), IsStored = true, Created = row.Int64(3) });
        reads.Add(FindDeadLetters, stored, RecordKinds.DeadLetters,
            static (change, row) => change.DeadLetters[row.Guid(2)] = new() { Number = row.Int32(1), IsStored = true, Created = row.Int64(3) });
    }

    public static void Write(ConversationChange change, FeedbackRecord feedback)
    {
        feedback = feedback.Rating is null ? feedback with { ReasonText = null } : feedback;
        if (Later(change.Feedback, (feedback.TurnId, feedback.Source), feedback, feedback.CreatedAt) is not { } state)
        {
            return;
        }

        string? comment = feedback.Rating is null ? null : feedback.Comment;
        (state.Rating, state.HasComment) = ((long?)feedback.Rating, feedback.Comment is not null);
        change.SetPersonal(PiiKind.Feedback, state.Number, Utf8OrNull(comment), isNew: !state.IsStored);
        change.Changed |= RecordKinds.Feedback;
        ScoreWriting.SetRows(change, feedback);
    }

    public static void Write(ConversationChange change, AnnotationRecord annotation)
    {
        if (Later(change.Annotations, annotation.Id, annotation, annotation.CreatedAt) is { } state)
        {
            state.IsRemoved = annotation.IsRemoved;
            change.SetPersonal(PiiKind.Annotation, state.Number, Utf8OrNull(annotation.IsRemoved ? null : annotation.ImprovedAnswer), isNew: !state.IsStored);
            change.Changed |= RecordKinds.Annotations;
        }
    }

    public static void Write(ConversationChange change, NoteRecord note)
    {
        if (Later(change.Notes, note.Id, note, note.CreatedAt) is { } state)
        {
            change.SetPersonal(PiiKind.Note, state.Number, Utf8OrNull(note.Text), isNew: !state.IsStored);
            change.Changed |= RecordKinds.Notes;
        }
    }

    public static void Write(ConversationChange change, ReadMarkRecord mark)
    {
        var columns = change.Columns;
        bool isStored = string.Equals(columns.ReadBy, mark.ReadBy, StringComparison.Ordinal) && columns.ReadAt == mark.ReadAt.UtcTicks;
        if (mark.IsRemoved ? isStored : columns.ReadBy is null)
        {
            columns.ReadBy = mark.IsRemoved ? null : mark.ReadBy;
            columns.ReadById = mark.IsRemoved ? null : mark.ReadById;
            columns.ReadAt = mark.IsRemoved ? null : mark.ReadAt.UtcTicks;
            change.Changed |= RecordKinds.ReadMarks;
        }
    }

    public static void Write(ConversationChange change, DeadLetterRecord letter)
    {
        if (!change.DeadLetters.ContainsKey(letter.Id) && Later(change.DeadLetters, letter.Id, letter, letter.RefusedAt) is { } state)
        {
            change.SetPersonal(PiiKind.DeadLetter, state.Number, Utf8OrNull(letter.Payload), isNew: true);
            change.Changed |= RecordKinds.DeadLetters;
        }
    }

    // People do not act concurrently, so their clocks decide; of records with the same time, the first is kept.
    private static TeamState<TRecord>? Later<TKey, TRecord>(Dictionary<TKey, TeamState<TRecord>> states, TKey key, TRecord given, DateTimeOffset at)
        where TKey : notnull
        where TRecord : class
    {
        if (!states.TryGetValue(key, out var state))
        {
            states[key] = state = new TeamState<TRecord> { Number = 1 + states.Values.Select(static state => state.Number).DefaultIfEmpty().Max() };
        }
        else if (at.UtcTicks <= state.Created)
        {
            return null;
        }

        (state.Written, state.Created) = (given, at.UtcTicks);
        return state;
    }

    /// <summary>The rows to insert and to update.</summary>
    public static RowChanges FeedbackRows(IEnumerable<ConversationChange> changes)
        => RowsOf(changes, "feedback#", s_feedbackColumns, static change => change.Feedback.Values, static (change, state, feedback) =>
    [
        change.Number, change.Day, state.Number, feedback.TurnId, (long)feedback.Source, state.Rating, state.Created, state.HasComment,
        RowChecksums.ChecksumOf(feedback, change.Number, feedback.Rating is not null && feedback.Comment is not null, state.HasComment), feedback.ReasonText,
    ]);

    /// <summary>The rows to insert and to update.</summary>
    public static RowChanges AnnotationRows(IEnumerable<ConversationChange> changes)
        => RowsOf(changes, "annotation#", s_annotationColumns, static change => change.Annotations.Values, static (change, state, annotation) =>
    [
        change.Number, change.Day, state.Number, annotation.Id, annotation.TurnId, annotation.Author, state.Created, state.IsRemoved,
        RowChecksums.ChecksumOf(annotation, change.Number, !state.IsRemoved),
    ]);

    /// <summary>The rows to insert and to update.</summary>
    public static RowChanges NoteRows(IEnumerable<ConversationChange> changes)
        => RowsOf(changes, "note#", s_noteColumns, static change => change.Notes.Values, static (change, state, note) =>
        [change.Number, change.Day, state.Number, note.Id, note.Author, state.Created, RowChecksums.ChecksumOf(note, change.Number, hasPersonal: true)]);

    /// <summary>The rows to insert and to update.</summary>
    public static RowChanges LetterRows(IEnumerable<ConversationChange> changes)
        => RowsOf(changes, "dead_letter#", s_letterColumns, static change => change.DeadLetters.Values, static (change, state, letter) =>
        [change.Number, change.Day, state.Number, letter.Id, letter.Kind, letter.Reason, state.Created,
            RowChecksums.ChecksumOf(letter, change.Number, letter.Payload is not null)]);

    public static RowChanges RowsOf<TRecord>(
        IEnumerable<ConversationChange> changes, string table, string[] columns, Func<ConversationChange, IEnumerable<TeamState<TRecord>>> states,
            Func<ConversationChange, TeamState<TRecord>, TRecord, object?[]> row)
        where TRecord : class
    {
        var rows = new RowChanges(table, columns);
        foreach (var change in changes)
        {
            foreach (var state in states(change).Where(static state => state.Written is not null))
            {
                rows.Add(state.IsStored, row(change, state, state.Written!));
            }
        }

        return rows;
    }

    public static byte[]? Utf8OrNull(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}
