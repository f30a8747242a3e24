namespace ConvLog;

/// <summary>The kind of value that a score has.</summary>
public enum ScoreType
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>One of several words.</summary>
    Category,
}
