namespace ConvLog.Storage.Payloads;

/// <summary>What a row of table <c>score</c> is, which lists are filtered by. The numbers stand in files.</summary>
internal enum ScoreRowKind
{
    /// <summary>A score with a number.</summary>
    Number = 0,

    /// <summary>A score of yes (1) or no (0).</summary>
    YesNo = 1,

    /// <summary>A score with a category.</summary>
    Category = 2,

    /// <summary>A label; with <see cref="Assignment"/> the last of those that are records of their own. The others are of facts and ratings.</summary>
    Label = 3,

    /// <summary>A metric's number.</summary>
    MetricNumber = 4,

    /// <summary>A metric's yes (1) or no (0).</summary>
    MetricYesNo = 5,

    /// <summary>A metric's text.</summary>
    MetricCategory = 6,

    /// <summary>A rating as a score: thumbs up (1) or down (0).</summary>
    Rating = 7,

    /// <summary>A reason of a rating.</summary>
    Reason = 8,

    /// <summary>To whom the conversation is assigned: a record of its own, as scores and labels are.</summary>
    Assignment = 9,

    /// <summary>The person to whom the conversation is assigned, where more than the name is known: it is found by <see cref="Privacy.PersonTag"/>.</summary>
    Assignee = 10,
}
