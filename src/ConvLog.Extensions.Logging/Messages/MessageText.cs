namespace ConvLog.Extensions.Logging.Messages;

/// <summary>Where a message's text comes from.</summary>
internal enum MessageText
{
    /// <summary>A literal of the program, which everyone may see.</summary>
    Constant,

    /// <summary>Composed at run time: it may hold anything.</summary>
    Composed,

    /// <summary>A constant or a composed text, which cannot be distinguished here.</summary>
    Unknown,
}
