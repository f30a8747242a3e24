namespace ConvLog;

/// <summary>What kind of value a score has.</summary>
public enum ScoreType
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>One word of several.</summary>
    Category,
}
