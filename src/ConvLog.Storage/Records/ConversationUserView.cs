namespace ConvLog.Records;

/// <summary>An end user of a conversation, as one reader may see them.</summary>
public sealed record ConversationUserView
{
    internal ConversationUserView()
    {
    }

    /// <summary>The user's ID; the pseudonym if the reader may not see the ID, or it was deleted.</summary>
    public VisibleText User { get; internal init; }

    /// <summary>The user's pseudonym, shown to readers who may not see the ID: random, the same in all of the user's conversations.</summary>
    public string Pseudonym { get; internal init; } = "";
}
