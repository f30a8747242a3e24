using ConvLog.Records;

namespace ConvLog.Storage.Sinks;

/// <summary>The turn that a record belongs to, which may have to be looked up in the store.</summary>
internal static class RecordTurn
{
    /// <summary>The ID of the turn of a record whose turn may continue another one; null for other records.</summary>
    public static string? IdOf(StoreRecord record) => record switch
    {
        TurnRecord { Choice: not null } turn => turn.Id,
        FunctionEventRecord call => call.TurnId,
        ScopedRecord logged => logged.TurnId,
        FeedbackRecord feedback => feedback.TurnId,
        AnnotationRecord annotation => annotation.TurnId,
        ScoreRecord score => score.TurnId,
        LabelRecord label => label.TurnId,
        _ => null,
    };

    /// <summary>Returns a record about a turn with the ID of that turn.</summary>
    public static StoreRecord With(StoreRecord record, string turnId) => record switch
    {
        FeedbackRecord feedback => feedback with { TurnId = turnId, Choice = null },
        AnnotationRecord annotation => annotation with { TurnId = turnId, Choice = null },
        TurnChangeRecord change => change with { TurnId = turnId, Choice = null },
        ScoreRecord score => With(score, turnId) with { Choice = null },
        LabelRecord label => label with { TurnId = turnId, Choice = null },
        _ => throw new NotSupportedException($"{record.GetType().Name} is not about a turn."),
    };

    // A score's ID is derived from its turn, among others.
    private static ScoreRecord With(ScoreRecord score, string turnId) => string.Equals(score.TurnId, turnId, StringComparison.Ordinal) ? score : score with
    {
        TurnId = turnId,
        Id = ScoreRecord.IdOf(turnId, score.FunctionEventId, score.ModelCallId, score.Name, score.Source, score.Scorer, score.ScorerVersion),
    };
}
