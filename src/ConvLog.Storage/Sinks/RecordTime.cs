using ConvLog.Records;

namespace ConvLog.Storage.Sinks;

/// <summary>When a queued record was logged, from its own timestamps: no logging call reads the clock for this.</summary>
internal static class RecordTime
{
    /// <param name="queued">A record; null for none.</param>
    /// <returns>The time; null if it has none.</returns>
    public static DateTimeOffset? Of(StoreRecord? queued) => queued switch
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
        _ => null,
    };
}
