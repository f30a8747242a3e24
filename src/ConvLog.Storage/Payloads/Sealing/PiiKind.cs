namespace ConvLog.Storage.Payloads.Sealing;

/// <summary>The kind of record that a personal part in table <c>pii</c> belongs to. The numbers are stored in files.</summary>
internal enum PiiKind
{
    /// <summary>A conversation's merged record and title.</summary>
    Conversation = 0,

    /// <summary>One opening.</summary>
    Opening = 1,

    /// <summary>An entry: all of it, or its personal fields.</summary>
    Entry = 2,

    /// <summary>An API response, a change of state or a metric.</summary>
    Fact = 3,

    /// <summary>A turn's full utterances and error text.</summary>
    Turn = 4,

    /// <summary>A function event's arguments, result and error text.</summary>
    Call = 5,

    /// <summary>The comment of a rating.</summary>
    Feedback = 6,

    /// <summary>An improved answer.</summary>
    Annotation = 7,

    /// <summary>A note.</summary>
    Note = 8,

    /// <summary>A record that was refused.</summary>
    DeadLetter = 9,

    /// <summary>The comment of a score.</summary>
    Score = 10,
}
