using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI;

/// <summary>How realtime sessions are logged.</summary>
public sealed class ConvLogRealtimeOptions
{
    /// <summary>
    /// Finds the conversation of a session, once, when the session is created; default <see cref="ConvLog.Conversation.Current"/>. If it returns null, the
    /// session is not logged.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Func<RealtimeSessionOptions?, Conversation?> Conversation
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = static _ => ConvLog.Conversation.Current;

    /// <inheritdoc cref="ConvLogChatOptions.Mask"/>
    public Func<string, MaskedText> Mask
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = static text => text;
}
