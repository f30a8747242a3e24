namespace ConvLog;

/// <summary>How a variable of the conversation's state changed.</summary>
public enum StateChangeKind
{
    /// <summary>The variable was added.</summary>
    Added,

    /// <summary>The variable's value was replaced.</summary>
    Updated,

    /// <summary>The variable was removed.</summary>
    Removed,
}
