using ConvLog.Records;

namespace ConvLog.Storage.Sinks;

/// <summary>When a record was logged, from its own timestamps: no logging call reads the clock for this.</summary>
internal static class RecordTime
{
    /// <param name="logged">A record; null for none.</param>
    /// <returns>The time; null if it has none.</returns>
    public static DateTimeOffset? Of(StoreRecord? logged) => logged switch
    {
        ScopedRecord scoped => scoped.Timestamp,
        TurnRecord turn => turn.LastAt ?? turn.StartedAt,
        FunctionEventRecord call => call.Duration is { } duration ? call.StartedAt + duration : call.StartedAt,
        ConversationRecord opening => opening.ClosedAt ?? opening.OpenedAt,
        FeedbackRecord feedback => feedback.CreatedAt,
        AnnotationRecord annotation => annotation.CreatedAt,
        TurnChangeRecord change => change.CreatedAt,
        NoteRecord note => note.CreatedAt,
        ScoreRecord score => score.CreatedAt,
        LabelRecord label => label.CreatedAt,
        AssignmentRecord assignment => assignment.AssignedAt,
        ReadMarkRecord mark => mark.ReadAt,
        DeadLetterRecord letter => letter.RefusedAt,
        _ => null,
    };
}
