namespace ConvLog.Extensions.AI;

/// <summary>How requests to models other than chat clients are logged: for embeddings, speech and images.</summary>
public sealed class ConvLogModelOptions
{
    /// <summary>
    /// Finds the conversation of a request; default <see cref="ConvLog.Conversation.Current"/>. If it returns null, the request is not logged.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Func<Conversation?> Conversation
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = static () => ConvLog.Conversation.Current;

    /// <summary>
    /// Masks the personal parts of the texts that a model gets and returns; default: the whole text is personal data. If it throws, the
    /// whole text is masked.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Func<string, MaskedText> Mask
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = static text => new MaskedText(text);
}
