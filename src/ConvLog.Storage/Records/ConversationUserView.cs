namespace ConvLog.Records;

/// <summary>An end user of a conversation, as one reader may see them.</summary>
public sealed record ConversationUserView
{
    internal ConversationUserView()
    {
    }

    /// <summary>The user's ID, or the pseudonym where the reader may not know it, or where it is gone.</summary>
    public VisibleText User { get; internal init; }

    /// <summary>What the user is called who may not be known by the ID: random, the same in all of the user's conversations.</summary>
    public string Pseudonym { get; internal init; } = "";
}
