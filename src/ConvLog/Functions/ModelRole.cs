namespace ConvLog;

/// <summary>The author of a message to or from a language model. The numeric values are stored.</summary>
public enum ModelRole
{
    /// <summary>The host's instructions. Personal data by default.</summary>
    System,

    /// <summary>The end user.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,

    /// <summary>The result of a tool that the model called. Personal data by default.</summary>
    Tool,
}
