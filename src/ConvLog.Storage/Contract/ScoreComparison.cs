namespace ConvLog.Storage;

/// <summary>How <see cref="ScoreFilter"/> compares values.</summary>
public enum ScoreComparison
{
    /// <summary>The value is the one that is asked for.</summary>
    Equal,

    /// <summary>The value is another one of the same kind.</summary>
    NotEqual,

    /// <summary>The number is less.</summary>
    LessThan,

    /// <summary>The number is less or the same.</summary>
    AtMost,

    /// <summary>The number is greater.</summary>
    GreaterThan,

    /// <summary>The number is greater or the same.</summary>
    AtLeast,
}
