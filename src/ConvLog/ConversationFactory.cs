namespace ConvLog;

/// <summary>Opens conversations with what was registered by <c>AddConvLog</c>.</summary>
internal sealed class ConversationFactory(ILogSink sink, ConversationOptions options) : IConversationFactory
{
    public Conversation Open(ConversationInfo info) => new(info, sink, options);
}
