using ConvLog.Openings;

namespace ConvLog.Hosting;

/// <summary>Opens conversations with the options and sinks registered by <c>AddConvLog</c>.</summary>
internal sealed class ConversationFactory(
    ILogSink sink, ConversationOptions options, bool agentsMayDiffer = false, Func<ConversationInfo, Recording>? recordingRule = null)
    : IConversationFactory, IDisposable
{
    private readonly OpenConversations _open = new(agentsMayDiffer);
    private readonly HostRecording _recording = new(recordingRule, options.Logger);

    public Conversation Open(ConversationInfo info) => Open(info, options.TimeProvider);

    public Conversation Open(ConversationInfo info, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(time);
        _open.EnsureOwner(info);
        var conversation = new Conversation(info, sink, options, _recording.Of(info), _open, time: time);
        _open.Add(conversation);
        return conversation;
    }

    public Conversation OpenLazily(ConversationInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        _open.EnsureOwner(info);
        return new Conversation(info, sink, options, _recording.Of(info), _open, _open.Admit);
    }

    /// <summary>Called when the host stops: open conversations are canceled, and stored by the sinks, which are disposed later.</summary>
    public void Dispose() => _open.StopAll();
}
