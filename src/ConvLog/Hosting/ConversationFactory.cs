namespace ConvLog.Hosting;

/// <summary>Opens conversations with what was registered by <c>AddConvLog</c>.</summary>
internal sealed class ConversationFactory(ILogSink sink, ConversationOptions options, bool agentsMayDiffer = false) : IConversationFactory
{
    private readonly OpenConversations _open = new(agentsMayDiffer);

    public Conversation Open(ConversationInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        _open.Demand(info);
        var conversation = new Conversation(info, sink, options);
        _open.Add(conversation);
        return conversation;
    }
}
