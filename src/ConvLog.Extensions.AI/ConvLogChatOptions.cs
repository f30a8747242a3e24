using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI;

/// <summary>How chat requests are logged.</summary>
public sealed class ConvLogChatOptions
{
    /// <summary>
    /// Finds the conversation of a request by its options; default <see cref="ConvLog.Conversation.Current"/>. If it returns null, the request is not
    /// logged. <see cref="ChatOptions.ConversationId"/> is the service's ID, which some services renew with every answer.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Func<ChatOptions?, Conversation?> Conversation
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = static _ => ConvLog.Conversation.Current;

    /// <summary>
    /// Whether the reasoning reported by a model's service is stored with its answer; default true. Personal data by default, see
    /// <see cref="Privacy.PrivacyOptions.Reasoning"/>.
    /// </summary>
    public bool IncludeReasoning { get; set; } = true;

    /// <summary>
    /// Masks the personal parts of the user's input and the model's answer; default: nothing is masked. If it throws, the whole text is masked. System
    /// prompts, tool results and arguments are personal data by default and are not passed to it.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Func<string, MaskedText> Mask
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = static text => text;
}
