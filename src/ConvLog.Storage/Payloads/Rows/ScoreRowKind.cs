namespace ConvLog.Storage.Payloads.Rows;

/// <summary>The kind of a row of table <c>score</c>, used by filters of lists. The numbers are stored in files.</summary>
internal enum ScoreRowKind
{
    /// <summary>A score with a number.</summary>
    Number = 0,

    /// <summary>A score of yes (1) or no (0).</summary>
    YesNo = 1,

    /// <summary>A score with a category.</summary>
    Category = 2,

    /// <summary>A label. Kinds up to here and <see cref="Assignment"/> are separate records; the others are derived from facts and ratings.</summary>
    Label = 3,

    /// <summary>The number of a metric.</summary>
    MetricNumber = 4,

    /// <summary>The yes (1) or no (0) of a metric.</summary>
    MetricYesNo = 5,

    /// <summary>The text of a metric.</summary>
    MetricCategory = 6,

    /// <summary>A rating as a score: thumbs up (1) or down (0).</summary>
    Rating = 7,

    /// <summary>A reason of a rating.</summary>
    Reason = 8,

    /// <summary>The assignment of the conversation: a separate record, like scores and labels.</summary>
    Assignment = 9,

    /// <summary>The person to whom the conversation is assigned, if more than the name is known: found by <see cref="Privacy.PersonTag"/>.</summary>
    Assignee = 10,
}
