using ConvLog;

namespace WebConsole.Demo;

/// <summary>
/// A conversation written for this sample: its participants, and what the agent and its functions do, in code like that of an agent's author.
/// </summary>
/// <remarks>All people are fictional: numbers are from ranges reserved for fiction, addresses end in <c>.example</c> or <c>example.com</c>.</remarks>
internal abstract class Story
{
    /// <summary>The age of the conversation when the store is filled.</summary>
    public abstract TimeSpan Ago { get; }

    /// <summary>Whether it is in progress when the store is filled.</summary>
    public virtual bool GoesOn => false;

    /// <summary>The reason for its legal hold; null if it is not on hold.</summary>
    public virtual string? HoldReason => null;

    public abstract ConversationInfo Info { get; }

    /// <summary>The functions that the model is offered.</summary>
    public virtual IReadOnlyList<string> Tools => [];

    public abstract Task TellAsync(Stage stage);
}
