using ConvLog;

namespace WebConsole.Demo;

/// <summary>A conversation written for this sample: who speaks, and what the agent and its functions do, in code as an author of an agent writes it.</summary>
/// <remarks>Nobody in it is real: the numbers are of the ranges kept for fiction, addresses end in <c>.example</c> or <c>example.com</c>.</remarks>
internal abstract class Story
{
    /// <summary>How long before the store was filled it began.</summary>
    public abstract TimeSpan Ago { get; }

    /// <summary>Whether it is still going on when the store is filled.</summary>
    public virtual bool GoesOn => false;

    /// <summary>Why it is on legal hold; null where it is not.</summary>
    public virtual string? HoldReason => null;

    public abstract ConversationInfo Info { get; }

    /// <summary>The functions that the model is offered.</summary>
    public virtual IReadOnlyList<string> Tools => [];

    public abstract Task TellAsync(Stage stage);
}
