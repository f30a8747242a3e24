namespace ConvLog.PostgreSql.Writing;

/// <summary>A set of kinds of records.</summary>
[Flags]
internal enum RecordKinds
{
    None = 0,
    Openings = 1,
    Turns = 2,
    Calls = 4,
    Facts = 8,
    Feedback = 16,
    Annotations = 32,
    Notes = 64,
    DeadLetters = 128,
    Entries = 256,
    ReadMarks = 512,

    /// <summary>Scores, labels, and the rows of table <c>score</c> for metrics and ratings.</summary>
    Scores = 1024,

    /// <summary>The kinds that determine the times and outcomes of a conversation.</summary>
    Activity = Openings | Turns | Calls,

    /// <summary>The kinds whose counts are recomputed from all rows.</summary>
    Counted = Activity | Feedback | Annotations,
}
