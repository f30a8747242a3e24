using ConvLog.Records;

namespace ConvLog.PostgreSql.Writing;

/// <summary>The kinds of rows that a record is written to.</summary>
internal static class RecordKind
{
    public static RecordKinds Of(StoreRecord record) => record switch
    {
        EntryRecord => RecordKinds.Entries,
        MetricRecord => RecordKinds.Facts | RecordKinds.Scores,
        FactRecord => RecordKinds.Facts,
        TurnRecord or TurnChangeRecord => RecordKinds.Turns,
        FunctionEventRecord => RecordKinds.Calls,
        ConversationRecord => RecordKinds.Openings,
        FeedbackRecord => RecordKinds.Feedback | RecordKinds.Scores,
        ScoreRecord or LabelRecord or AssignmentRecord => RecordKinds.Scores,
        AnnotationRecord => RecordKinds.Annotations,
        NoteRecord => RecordKinds.Notes,
        DeadLetterRecord => RecordKinds.DeadLetters,
        ReadMarkRecord => RecordKinds.ReadMarks,
        _ => RecordKinds.None,
    };
}
