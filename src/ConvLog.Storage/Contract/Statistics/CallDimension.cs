namespace ConvLog.Storage;

/// <summary>A property of the conversation in which a call was made.</summary>
public enum CallDimension
{
    /// <summary>The variant.</summary>
    Variant,

    /// <summary>The channel.</summary>
    Channel,

    /// <summary>The agent.</summary>
    Agent,
}
