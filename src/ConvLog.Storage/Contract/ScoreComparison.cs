namespace ConvLog.Storage;

/// <summary>How <see cref="ScoreFilter"/> compares values.</summary>
public enum ScoreComparison
{
    /// <summary>The value equals that of the filter.</summary>
    Equal,

    /// <summary>The value has the same type, but differs.</summary>
    NotEqual,

    /// <summary>The number is less than that of the filter.</summary>
    LessThan,

    /// <summary>The number is less than or equal to that of the filter.</summary>
    AtMost,

    /// <summary>The number is greater than that of the filter.</summary>
    GreaterThan,

    /// <summary>The number is greater than or equal to that of the filter.</summary>
    AtLeast,
}
