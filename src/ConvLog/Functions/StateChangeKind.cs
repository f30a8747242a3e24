namespace ConvLog;

/// <summary>What happened to a variable of the conversation.</summary>
public enum StateChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It has another value than before.</summary>
    Updated,

    /// <summary>It is gone.</summary>
    Removed,
}
