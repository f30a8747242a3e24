namespace ConvLog;

/// <summary>Whose words a message to or from a language model holds. The numbers are stored.</summary>
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
