namespace ConvLog.PostgreSql.Writing;

/// <summary>Kinds of records, together.</summary>
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

    /// <summary>Scores, labels, and what table <c>score</c> has of metrics and ratings.</summary>
    Scores = 1024,

    /// <summary>What a conversation's times and outcomes are counted by.</summary>
    Course = Openings | Turns | Calls,
}
